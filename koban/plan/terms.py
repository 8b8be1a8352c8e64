"""Words for what manifests and plans write as identifiers: actions, roles, classes of change, laws, what partners may, weekdays."""

from __future__ import annotations

import re
from collections.abc import Mapping

from koban.model.plan import Action, ChangeClass
from koban.plan.phrase import phrase
from koban.plan.speech import Speech

_ROLES: Mapping[str, str] = {
    "officer": phrase("officers"),
    "unit-lead": phrase("head of the unit"),
    "translator": phrase("translators"),
    "data-protection": phrase("data protection officer"),
    "chief": phrase("chief of police"),
    "partner": phrase("partners"),
}
_ACTIONS: Mapping[Action, str] = {
    Action.CREATE: phrase("new"),
    Action.UPDATE: phrase("changes"),
    Action.RENAME: phrase("is renamed"),
    Action.DELETE: phrase("is retired"),
}
_CLASSES: Mapping[str, str] = {
    ChangeClass.COSMETIC: phrase("A change of words and looks"),
    ChangeClass.SERVICE: phrase("A change of what people are offered"),
    ChangeClass.DATA: phrase("A change of what is collected, kept, shared or decided"),
    ChangeClass.DESTRUCTIVE: phrase("A change that takes something away or changes who decides"),
}
_MAY: Mapping[str, str] = {
    "enter-reports": phrase("take down reports for others"),
    "receive-cases": phrase("take over cases"),
    "own-measures": phrase("carry out measures"),
    "rate-capabilities": phrase("rate what the unit can do"),
    "decide": phrase("decide what the app must not have"),
}
_DAYS: Mapping[str, str] = {
    "Mo": phrase("Mon"),
    "Tu": phrase("Tue"),
    "We": phrase("Wed"),
    "Th": phrase("Thu"),
    "Fr": phrase("Fri"),
    "Sa": phrase("Sat"),
    "Su": phrase("Sun"),
    "PH": phrase("public holidays"),
    "off": phrase("closed"),
    "24/7": phrase("day and night"),
}


def role_words(role: str, speech: Speech) -> str:
    """Who has a role."""
    return speech.say(_ROLES[role]) if role in _ROLES else role


def action_words(action: Action, speech: Speech) -> str:
    """What happens to a community, as its entry is headed."""
    return speech.say(_ACTIONS[action])


def class_words(change_class: str, speech: Speech) -> str:
    """What a class of change is about."""
    return speech.say(_CLASSES[change_class]) if change_class in _CLASSES else change_class


def right_words(right: str, speech: Speech) -> str:
    """What a partner may do."""
    return speech.say(_MAY[right]) if right in _MAY else right


def law_words(law: str, speech: Speech) -> str:
    """The law under which data is kept."""
    if law == "gdpr":
        return speech.say(phrase("the General Data Protection Regulation"))
    country = law.partition("-")[2].upper()
    if not country:
        return speech.say(phrase("the law on data at the police"))
    return speech.say(
        phrase("the law on data at the police ({country})"), country=speech.country_name(country)
    )


def hours_words(hours: str, speech: Speech) -> str:
    """Opening hours in OpenStreetMap's syntax, with days in words."""
    shown = re.sub(r"24/7|[A-Za-z]+", lambda found: speech.say(_DAYS.get(found[0], found[0])), hours)
    return speech.quoted(shown)

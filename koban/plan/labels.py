"""Names of actions, classes and roles as people read them. JSON has the identifiers instead."""

from __future__ import annotations

from collections.abc import Iterable

from koban.model.plan import Action, ChangeClass
from koban.plan.saying import say


def action_label(action: Action, language: str) -> str:
    """What happens to a community, as its entry is headed."""
    labels = {
        Action.CREATE: say(language, "new"),
        Action.UPDATE: say(language, "changes"),
        Action.RENAME: say(language, "is renamed"),
        Action.DELETE: say(language, "is retired"),
    }
    return labels[action]


def class_label(width: ChangeClass, language: str) -> str:
    """How far a change reaches, in words that need no explanation."""
    labels = {
        ChangeClass.COSMETIC: say(language, "looks and wording only"),
        ChangeClass.SERVICE: say(language, "what people are offered"),
        ChangeClass.DATA: say(language, "what is collected, kept, shared or decided"),
        ChangeClass.DESTRUCTIVE: say(language, "something goes, or the rules themselves change"),
    }
    return labels[width]


def role_label(role: str, language: str) -> str:
    """A role as people call it; one that is not known here keeps its identifier."""
    labels = {
        "officer": say(language, "an officer"),
        "unit-lead": say(language, "the unit lead"),
        "translator": say(language, "a translator"),
        "data-protection": say(language, "the data protection officer"),
        "chief": say(language, "the chief"),
    }
    return labels.get(role, role)


def roles_in_words(roles: Iterable[str], language: str) -> str:
    """`the chief and the unit lead`."""
    names = [role_label(role, language) for role in roles]
    if len(names) < 2:
        return "".join(names)
    return say(language, "{first} and {last}", first=", ".join(names[:-1]), last=names[-1])

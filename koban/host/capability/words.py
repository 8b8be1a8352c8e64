"""The framework's own words in the visitor's language."""

from __future__ import annotations

from collections.abc import Mapping

from koban.web.visit import Visit


def level_words(visit: Visit, level: int) -> str:
    """A level with its name: `2 · planned`."""
    _ = visit._
    names = (_("absent"), _("occasional"), _("planned"), _("practised"), _("learning"))
    return f"{visit.number(level)}\u00a0·\u00a0{names[level]}"


def reasons_for_less(visit: Visit) -> Mapping[str, str]:
    """Why a level is lower than declared."""
    _ = visit._
    return {
        "panel": _("the panel sees it lower, and what is done together counts as the panel sees it"),
        "no-panel": _("what is done together counts no higher than 2 until a panel has rated it"),
        "components": _(
            "level 2 takes some knowledge, some skills and some technology, and one of them is wholly missing"
        ),
        "proof": _("all proof is older than 18 months, which costs a level"),
    }


def criteria(visit: Visit) -> Mapping[str, str]:
    """What is rated in a need."""
    _ = visit._
    return {
        "severity": _("how bad it is"),
        "reach": _("how many it concerns"),
        "trust_impact": _("how much it wears down trust"),
        "urgency": _("how soon it gets worse"),
        "equity": _("how much more it hits those who are heard least"),
    }


def horizons(visit: Visit) -> Mapping[str, str]:
    """When a need matters."""
    _ = visit._
    return {"now": _("now"), "mid": _("in some years"), "long": _("in the long run")}


def components(visit: Visit) -> Mapping[str, str]:
    """Kinds of what a capability is made of."""
    _ = visit._
    return {"knowledge": _("Knowledge"), "skills": _("Skills"), "technologies": _("Technology")}


def measure_kinds(visit: Visit) -> Mapping[str, str]:
    """What sort of action a measure is; all but one are no app, and say so."""
    _ = visit._
    return {
        "training": _("no app: a training"),
        "organisation": _("no app: another way to organise"),
        "procedure": _("no app: a way of working"),
        "partnership": _("no app: working with partners"),
        "technology": _("a function of the app"),
        "nothing": _("left undone on purpose"),
    }


def states(visit: Visit) -> Mapping[str, tuple[str, str]]:
    """Where a measure stands: in words, and the tone of its tag."""
    _ = visit._
    return {
        "done": (_("done"), "good"),
        "late": (_("late"), "warn"),
        "running": (_("under way"), "neutral"),
        "planned": (_("still to come"), "neutral"),
        "undated": (_("no day set"), "warn"),
    }


def lacking(visit: Visit) -> Mapping[str, str]:
    """What a measure may be without."""
    _ = visit._
    return {"owner": _("somebody who does it"), "budget": _("money"), "people": _("people")}

"""What research says of a capability, in the visitor's words; what is unknown is said to be unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from koban.capability.evidence import effect_of
from koban.host.capability.view import View
from koban.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Study:
    """One piece of research."""

    cite: str
    year: int
    studied: Markup
    effect: str
    on: Markup
    quality: str
    verified: str
    note: Markup


@dataclass(frozen=True, slots=True)
class Research:
    """All that is known of one capability."""

    effect: str
    """Taken together."""
    confidence: str
    studies: list[Study]


def research_of(view: View, name: str) -> Research:
    """Entries of the register that the capability `name` names."""
    entry, visit = view.picture.capability(name), view.visit
    entries = view.picture.studies(list(entry.get("evidence", ())))
    return Research(
        effects(visit).get(effect_of(entries), visit._("unknown")),
        confidences(visit).get(entry.get("confidence", ""), visit._("unknown")),
        [_study(visit, one) for one in entries],
    )


def _study(visit: Visit, entry: Mapping[str, Any]) -> Study:
    unknown = visit._("unknown")
    return Study(
        entry["cite"],
        entry["year"],
        visit.passage(entry["studied"]),
        effects(visit).get(entry["effect"], unknown),
        visit.passage(entry["on"]),
        _qualities(visit).get(entry["strength"], unknown),
        _checks(visit).get(entry["read"], unknown),
        visit.passage(entry["note"]) if entry.get("note") else Markup(""),
    )


def effects(visit: Visit) -> Mapping[str, str]:
    """Directions of an effect."""
    _ = visit._
    return {
        "positive": _("it helped"),
        "mixed": _("it helped in part"),
        "null": _("no effect was found"),
        "negative": _("it did harm"),
        "not-tested": _("whether it helps was not tested"),
    }


def confidences(visit: Visit) -> Mapping[str, str]:
    """How sure the framework is of a capability."""
    _ = visit._
    return {"high": _("quite sure"), "medium": _("fairly sure"), "low": _("not very sure")}


def _qualities(visit: Visit) -> Mapping[int, str]:
    _ = visit._
    return {
        4: _("a review of many controlled studies"),
        3: _("a controlled study"),
        2: _("one place over time, or a large observation"),
        1: _("guidance, a survey or practice"),
        0: _("theory alone"),
    }


def _checks(visit: Visit) -> Mapping[str, str]:
    _ = visit._
    return {
        "full": _("we read the study itself"),
        "abstract": _("we read its summary"),
        "page": _("we read an official page about it"),
        "memory": _("not read again: check it before you quote it"),
        "local": _("measured here"),
    }

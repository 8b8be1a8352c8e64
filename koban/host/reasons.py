"""Why a community has a feature: the capabilities it gives, the needs that ask for them, the research behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from koban.plugin.declare import Feature
from koban.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Study:
    """One piece of research, in words."""

    cite: str
    year: int
    strength: str
    effect: str
    on: str


@dataclass(frozen=True, slots=True)
class Strengthened:
    """One capability that a feature gives."""

    title: str
    definition: str
    needs: list[str]
    confidence: str
    studies: list[Study]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one feature is here."""

    title: str
    href: str
    capabilities: list[Strengthened]


def reasons_of(visit: Visit) -> list[Reason]:
    """For each feature that is on, in the app's order."""
    reasons = []
    for name, instance in visit.community.instances.items():
        title = getattr(instance.config, "title", None) or instance.feature.title
        found = [_capability(visit, capability) for capability in _given_by(visit, name, instance.feature)]
        reasons.append(Reason(visit.say(title), visit.url("", name), found))
    return reasons


def _given_by(visit: Visit, name: str, feature: Feature) -> list[str]:
    """What the feature itself delivers, and what the community's measures expect of this instance."""
    expected = [
        c
        for measure in visit.community.spec.measures.values()
        if measure.feature == name
        for c in measure.gives
    ]
    return list(dict.fromkeys([*expected, *feature.delivers]))


def _capability(visit: Visit, name: str) -> Strengthened:
    known = visit.community.bundle.known.capabilities.get(name, {})
    needs = [need for need in visit.community.spec.needs.values() if name in need.asks_for]
    registered = visit.community.bundle.known.evidence
    return Strengthened(
        visit.say(known["title"]) if "title" in known else name,
        visit.say(known["definition"]) if "definition" in known else "",
        [visit.say(need.statement) for need in needs],
        _confidence(visit).get(known.get("confidence", ""), visit._("unknown")),
        [_study(visit, registered[study]) for study in known.get("evidence", []) if study in registered],
    )


def _study(visit: Visit, study: Mapping[str, Any]) -> Study:
    _ = visit._
    strengths = {
        4: _("a review of many controlled studies"),
        3: _("a controlled study"),
        2: _("one place over time, or a large observation"),
        1: _("guidance, a survey or practice"),
        0: _("theory alone"),
    }
    effects = {
        "positive": _("it helped"),
        "mixed": _("it helped in part"),
        "null": _("no effect was found"),
        "negative": _("it did harm"),
        "not-tested": _("whether it helps was not tested"),
    }
    return Study(
        study.get("cite", ""),
        study.get("year", 0),
        strengths.get(study.get("strength", -1), _("unknown")),
        effects.get(study.get("effect", ""), _("unknown")),
        visit.say(study["on"]) if study.get("on") else "",
    )


def _confidence(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {"high": _("quite sure"), "medium": _("fairly sure"), "low": _("not very sure")}

"""Why a community has a feature: the capabilities it gives, the needs that ask for them, the research behind them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from koban.host.capability.research import Research, research_of
from koban.host.capability.view import View
from koban.plugin.declare import Feature
from koban.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Strengthened:
    """One capability that a feature gives."""

    name: str
    title: str
    definition: str
    needs: list[Markup]
    research: Research


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one feature is here."""

    name: str
    title: str
    href: str
    capabilities: list[Strengthened]


@dataclass(frozen=True, slots=True)
class Asked:
    """One capability that needs ask for, in a list of all of them."""

    name: str
    title: str
    level: str


def reasons_of(visit: Visit) -> list[Reason]:
    """For each feature that is on, in the app's order."""
    view, reasons = View(visit), []
    for name, instance in visit.community.instances.items():
        title = getattr(instance.config, "title", None) or instance.feature.title
        found = [_capability(view, capability) for capability in _given_by(visit, name, instance.feature)]
        reasons.append(Reason(name, visit.say(title), visit.url("", name), found))
    return reasons


def asked_of(visit: Visit) -> list[Asked]:
    """All that needs ask for, the most pressing gap first, whether or not an app can do anything about it."""
    view = View(visit)
    return [
        Asked(
            name,
            view.title(name),
            visit._(
                "level {held} of {wanted}", held=visit.number(gap.held.level), wanted=visit.number(gap.wanted)
            ),
        )
        for name, gap in view.gaps.items()
    ]


def retired_of(visit: Visit) -> list[tuple[str, str, Markup]]:
    """(name, title, why) of what is not worked towards here."""
    view = View(visit)
    return [(name, view.title(name), visit.passage(why)) for name, why in view.picture.known.retired.items()]


def _given_by(visit: Visit, name: str, feature: Feature) -> list[str]:
    """What the feature itself delivers, and what the community's measures expect of this instance."""
    expected = [
        c
        for measure in visit.community.spec.measures.values()
        if measure.feature == name
        for c in measure.gives
    ]
    return list(dict.fromkeys([*expected, *feature.delivers]))


def _capability(view: View, name: str) -> Strengthened:
    visit, known = view.visit, view.picture.capability(name)
    needs = [need for need in visit.community.spec.needs.values() if name in need.asks_for]
    return Strengthened(
        name if known or name in view.picture.known.retired else "",
        view.title(name),
        visit.say(known["definition"]) if "definition" in known else "",
        [visit.passage(need.statement) for need in needs],
        research_of(view, name),
    )

"""Gaps: the wanted level of each capability, the level held, what is missing, and how much it matters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from koban.capability.evidence import effect_of
from koban.capability.level import Held, level_held, missing_components
from koban.capability.need import Weights, score_need
from koban.capability.picture import Picture
from koban.model.community import Need

LEVELS = 4


@dataclass(frozen=True, slots=True)
class Gap:
    """One capability that needs ask for."""

    capability: str
    held: Held
    wanted: int
    """The highest level that any need asks for."""
    needs: tuple[str, ...]
    """Those that ask for it, the one that presses most first."""
    priority: float
    """0 to 100: the most that any one need gives it, its score times its own gap, over four. A closed gap has none."""
    rated: bool
    """Whether anybody rated a need that leaves it open. If not, its priority is unknown and stands at 0."""
    missing: Mapping[str, list[str]]
    """Kind -> component ids that are not there yet; empty where the gap is closed."""
    measures: tuple[str, ...]
    """The community's measures that bring something of what is missing, or something of it at all."""
    effect: str
    """What research says of the capability; `unknown` where there is none."""
    entries: tuple[str, ...]
    by: date | None
    """The first day by which a need wants it."""

    @property
    def gap(self) -> int:
        """Levels between wanted and held, never below 0."""
        return max(0, self.wanted - self.held.level)


def find_gaps(
    picture: Picture,
    *,
    today: date | None = None,
    weights: Weights | None = None,
    needs: Mapping[str, Need] | None = None,
) -> list[Gap]:
    """Every capability that is asked for and not retired, in order of priority.

    `needs` stand in for the community's own, as scenarios shift them.
    """
    needs = picture.spec.needs if needs is None else needs
    scores = {name: score_need(need, weights).score for name, need in needs.items()}
    asked: dict[str, list[str]] = {}
    for name, need in needs.items():
        for capability in need.asks_for:
            if capability not in picture.known.retired:
                asked.setdefault(capability, []).append(name)
    gaps = [_gap(picture, capability, names, needs, scores, today) for capability, names in asked.items()]
    return sorted(gaps, key=lambda one: (-round(one.priority, 9), -one.gap, one.capability))


def _gap(
    picture: Picture,
    name: str,
    asking: list[str],
    needs: Mapping[str, Need],
    scores: Mapping[str, float | None],
    today: date | None,
) -> Gap:
    capability, assessment = picture.capability(name), picture.spec.capabilities.get(name)
    held = level_held(assessment, capability, today)
    presses = {
        need: (scores[need] or 0.0) * max(0, needs[need].asks_for[name] - held.level) / LEVELS
        for need in asking
    }
    wanted = max(needs[need].asks_for[name] for need in asking)
    open_ = wanted > held.level
    studies = picture.studies(list(capability.get("evidence", ())))
    return Gap(
        capability=name,
        held=held,
        wanted=wanted,
        needs=tuple(sorted(asking, key=lambda need: (-presses[need], -(scores[need] or 0.0), need))),
        # Needs are not added up: or a need written down in two halves would count twice.
        priority=max(presses.values()),
        rated=any(scores[need] is not None and needs[need].asks_for[name] > held.level for need in asking),
        missing=missing_components(assessment, capability) if open_ else {},
        measures=tuple(
            one
            for one, measure in picture.spec.measures.items()
            if name in _gives(picture, measure.option, measure.gives)
        ),
        effect=effect_of(studies),
        entries=tuple(str(one["name"]) for one in studies),
        by=_first_day(needs[need].by for need in asking),
    )


def _gives(picture: Picture, option: str | None, own: Mapping[str, object]) -> Mapping[str, object]:
    proposed = picture.known.measures.get(option or "", {})
    given: Mapping[str, object] = proposed.get("gives", {})
    return own or given


def _first_day(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)

"""Foresight: what a scenario would do to a community's needs and gaps, in the short, the middle and the long run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from koban.capability.gap import Gap, find_gaps
from koban.capability.picture import Picture
from koban.model.community import Need, Ratings

Term = Literal["short", "mid", "long"]
TERMS: Mapping[Term, float] = {"short": 1 / 3, "mid": 2 / 3, "long": 1.0}
"""Term -> how much of a scenario's shift has come by then. A straight line: an assumption, shown as one."""
_LOWEST, _HIGHEST = 1, 5
_TOP_LEVEL = 4


@dataclass(frozen=True, slots=True)
class Outlook:
    """One capability under one scenario and term, beside today."""

    capability: str
    today: Gap | None
    then: Gap | None

    @property
    def change(self) -> Literal["appears", "grows", "shrinks", "closes", "stays"]:
        """What becomes of the gap."""
        before, after = _size(self.today), _size(self.then)
        if before == after:
            return "stays"
        if before == (0, 0.0):
            return "appears"
        if after == (0, 0.0):
            return "closes"
        return "grows" if after > before else "shrinks"


def _size(gap: Gap | None) -> tuple[int, float]:
    return (gap.gap, round(gap.priority, 6)) if gap is not None and gap.gap else (0, 0.0)


def look_ahead(picture: Picture, scenario: str, term: Term, today: date | None = None) -> list[Outlook]:
    """Every capability that is asked for today or would be then. Raises KeyError for a scenario that is not known.

    The levels held are today's: what is done until then is the roadmap's matter.
    """
    entry = picture.known.scenarios[scenario]
    now = {gap.capability: gap for gap in find_gaps(picture, today=today)}
    needs = {name: _shifted(need, entry, TERMS[term]) for name, need in picture.spec.needs.items()}
    needs |= _new(entry, now, TERMS[term])
    then = {gap.capability: gap for gap in find_gaps(picture, today=today, needs=needs)}
    found = [Outlook(name, now.get(name), then.get(name)) for name in dict.fromkeys((*then, *now))]
    return sorted(found, key=lambda one: (-_size(one.then)[1], one.capability))


def expected_context(picture: Picture, scenario: str, term: Term) -> dict[str, tuple[float, float]]:
    """Fact -> its value today and under the scenario, for those that it shifts."""
    added = picture.known.scenarios[scenario]["context"]
    facts = picture.spec.context.facts
    return {
        name: (facts[name].value, facts[name].value + shift * TERMS[term])
        for name, shift in added.items()
        if name in facts
    }


def robust_gaps(picture: Picture, today: date | None = None) -> list[str]:
    """Capabilities with a gap today and, at every term, under every known scenario: worth working on whatever comes."""
    now = [gap.capability for gap in find_gaps(picture, today=today) if gap.gap]
    ahead = [
        {one.capability for one in look_ahead(picture, name, term, today) if one.then and one.then.gap}
        for name in picture.known.scenarios
        for term in TERMS
    ]
    return [name for name in now if all(name in gaps for gaps in ahead)]


def _shifted(need: Need, scenario: Mapping[str, Any], part: float) -> Need:
    shifts = [scenario["shifts"][name] for name in need.asks_for if name in scenario["shifts"]]
    if not shifts:
        return need
    severity = max(shifts, key=lambda one: abs(one["severity"]))["severity"] * part
    reach = max(shifts, key=lambda one: abs(one["reach"]))["reach"] * part
    rated = {body: _rated(ratings, severity, reach) for body, ratings in need.rated.items()}
    asks = {
        name: _level(level + round(scenario["shifts"].get(name, {"wanted": 0})["wanted"] * part))
        for name, level in need.asks_for.items()
    }
    return need.model_copy(update={"rated": rated, "asks_for": asks})


def _rated(ratings: Ratings, severity: float, reach: float) -> Ratings:
    return ratings.model_copy(
        update={"severity": _rating(ratings.severity + severity), "reach": _rating(ratings.reach + reach)}
    )


def _rating(value: float) -> float:
    return min(_HIGHEST, max(_LOWEST, value))


def _level(value: int) -> int:
    return min(_TOP_LEVEL, max(0, value))


def _new(scenario: Mapping[str, Any], known: Mapping[str, Gap], part: float) -> dict[str, Need]:
    """Needs that nobody has written down yet: rated in the middle, since nobody has rated them."""
    middling = {"scenario": {"severity": 3, "reach": 3}}
    levels = {
        name: _level(round(level * part)) for name, level in scenario["new"].items() if name not in known
    }
    return {
        f"scenario-{name}": Need.model_validate(
            {"statement": name, "rated": middling, "asksFor": {name: level}}
        )
        for name, level in levels.items()
        if level
    }

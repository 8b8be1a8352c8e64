"""What came of a finished measure: an indicator before it began and after it was done, compared with honesty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from koban.capability.estimate import Estimate, difference, mean_estimate
from koban.model.indicator import Point

Effect = Literal["positive", "null", "negative"]
STRENGTH = 2
"""Of the evidence scale: one site over time. Nothing tells what would have happened without the measure."""


@dataclass(frozen=True, slots=True)
class Side:
    """The periods on one side of the measure, taken together."""

    since: date
    until: date
    found: Estimate


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides of one measure."""

    before: Side
    after: Side
    change: Estimate

    def effect(self, good: Literal["up", "down"]) -> Effect:
        """`null` where the interval of the change holds no change at all; a small change that it shows is one."""
        if self.change.low <= 0 <= self.change.high:
            return "null"
        rises = self.change.low > 0
        return "positive" if rises == (good == "up") else "negative"


def compare(points: Iterable[Point], start: date, done: date) -> Comparison | None:
    """Estimates of one indicator of one instance that lie wholly before the day `start`, against those that lie wholly
    after the day `done`; None where there are none on one side. A period across either day is left out."""
    begun, ended = _midnight(start), _midnight(done + timedelta(days=1))
    fit = [one for one in points if not one.area and one.low is not None and one.high is not None]
    before = _side([one for one in fit if one.until <= begun])
    after = _side([one for one in fit if one.since >= ended])
    if before is None or after is None:
        return None
    return Comparison(before, after, difference(before.found, after.found))


def _side(points: Sequence[Point]) -> Side | None:
    if not points:
        return None
    found = mean_estimate([Estimate(one.value, one.low or 0.0, one.high or 0.0, one.n) for one in points])
    since, until = min(one.since for one in points), max(one.until for one in points)
    return Side(since.date(), until.date(), found)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)

"""Indicators: numbers by which a running service shows whether a capability works. No person can be told from any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Reckoned = Literal["median", "share", "count"]
RECKONED: tuple[Reckoned, ...] = ("median", "share", "count")
AS_PLANNED = 80.0
"""Per cent. Level 3 of the maturity ladder means that something runs as planned at least this often."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A number that a feature can measure. Where a capability names an indicator alike, it speaks for that capability."""

    name: str
    title: Mapping[str, str]
    """Language -> what is counted or measured."""
    unit: str = "n"
    """`h`, `%`, or `n` for a plain count."""
    reckoned: Reckoned = "count"
    """`median` of what was observed, `share` in per cent, or `count` of what happened in four weeks, by area."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One case, told by a feature. KOBAN alone puts cases together, so that no number speaks of a single one."""

    indicator: str
    at: datetime
    """Aware. When it was settled whether and how the case counts; it counts once, in the period in which this lies."""
    value: float = 1.0
    """In the indicator's unit; for a share 1 or 0."""
    bound: float | None = None
    """What was promised in this case, in the indicator's unit; for a share, the per cent that are to be reached."""
    area: str = ""
    """A named part of the community's area; names that the area does not have count as none."""


@dataclass(frozen=True, slots=True)
class Point:
    """One number of a series: what the cases of one period came to."""

    indicator: str
    instance: str
    """The instance that measured it, under the name that its data is kept under."""
    area: str
    """A part of the community's area, or empty for all of it."""
    since: datetime
    until: datetime
    value: float
    low: float | None
    """Where the interval begins, if the number is an estimate."""
    high: float | None
    n: int
    """How many cases."""
    bound: float | None = None
    """What was promised, as the middle of what was promised in these cases."""

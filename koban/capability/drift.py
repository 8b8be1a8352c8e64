"""Capability drift: what running services measure contradicts the level that a manifest declares.

The rules are few and the same for all. A capability declared at level 3 or more is said to run as planned. It has drifted
where an indicator that its module names, measured here lately, misses its bound with its whole interval: above the bound
where less is better, below it where more is. Bounds are what the services themselves promised (a category's first answer;
80 % for what is to run as planned) and what finished measures for this capability aimed at. An indicator of which neither
way is better is not judged. Lower levels promise nothing, so nothing contradicts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from koban.capability.anonymity import FEWEST
from koban.capability.picture import Picture
from koban.model.indicator import Point

PRACTISED = 3
"""The lowest level that says that something runs as planned."""
LATELY = timedelta(days=180)
"""An older number contradicts nothing any more."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One number that contradicts one declared level."""

    capability: str
    declared: int
    point: Point
    good: Literal["up", "down"]
    bound: float
    unit: str
    measure: str = ""
    """The finished measure whose aim is missed; empty where it is what services promise."""


def find_drift(picture: Picture, points: Iterable[Point], now: datetime) -> list[Drift]:
    """What `points`, the newest of each series, contradict; by capability and indicator."""
    fit = [one for one in points if not one.area and one.n >= FEWEST and now - one.until <= LATELY]
    found: list[Drift] = []
    for name, assessment in picture.spec.capabilities.items():
        if assessment.level < PRACTISED or name in picture.known.retired:
            continue
        indicators: Mapping[str, Mapping[str, Any]] = picture.capability(name).get("indicators", {})
        for point in fit:
            entry = indicators.get(point.indicator)
            if entry is not None and entry["good"] != "target":
                found += _missed(picture, name, assessment.level, entry, point)
    return sorted(found, key=lambda one: (one.capability, one.point.indicator, one.point.instance))


def _missed(
    picture: Picture, name: str, level: int, entry: Mapping[str, Any], point: Point
) -> Iterator[Drift]:
    good: Literal["up", "down"] = entry["good"]
    for measure, bound in _bounds(picture, name, point):
        if _beyond(point, good, bound):
            yield Drift(name, level, point, good, bound, str(entry["unit"]), measure)


def _bounds(picture: Picture, capability: str, point: Point) -> Iterator[tuple[str, float]]:
    if point.bound is not None:
        yield "", point.bound
    for name, measure in picture.spec.measures.items():
        proposed: Mapping[str, Any] = picture.known.measures.get(measure.option or "", {})
        given: Mapping[str, object] = measure.gives or proposed.get("gives", {})
        if measure.done is not None and capability in given and point.indicator in measure.aim:
            yield name, measure.aim[point.indicator]


def _beyond(point: Point, good: Literal["up", "down"], bound: float) -> bool:
    if point.low is None or point.high is None:
        return False
    return point.low > bound if good == "down" else point.high < bound


def say_drift(drift: Drift) -> str:
    """One clause for whoever looks after the fleet."""
    point, unit = drift.point, "" if drift.unit in {"n", ""} else f" {drift.unit}"
    which = f' of "{point.instance}"' if point.instance else ""
    limit = f"{drift.bound:g}{unit} or {'less' if drift.good == 'down' else 'more'}"
    said = f'measure "{drift.measure}" aimed at {limit}' if drift.measure else f"{limit} is promised"
    return (
        f'"{drift.capability}" is declared at level {drift.declared}, but "{point.indicator}"{which} is '
        f"{point.value:g}{unit} (95 % interval {point.low:g} to {point.high:g}, {point.n} cases) where {said}"
    )

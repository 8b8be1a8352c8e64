"""What the unit's head is told where numbers contradict what the unit declared of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koban.capability.drift import Drift, find_drift
from koban.capability.picture import picture_of

if TYPE_CHECKING:
    from koban.web.visit import Visit


def drift_notices(visit: Visit) -> list[str]:
    """A few sentences for each contradiction, in the visitor's language; for the head of the unit alone."""
    return told_drifts(visit) if visit.officer is not None and visit.officer.leads else []


def told_drifts(visit: Visit) -> list[str]:
    """The same, for whoever is let read it."""
    points = visit.runtime.control.series.latest(visit.community.uid)
    if not points:
        return []
    picture = picture_of(visit.community.bundle)
    return [_said(visit, drift) for drift in find_drift(picture, points, visit.now)]


def _said(visit: Visit, drift: Drift) -> str:
    capability = visit.community.bundle.known.capabilities[drift.capability]
    point = drift.point
    return visit._(
        "{capability}: level {level} is declared. {indicator}: {value} (between {low} and {high}, {n} cases). To be reached: {bound}.",
        capability=visit.say(capability["title"]),
        level=drift.declared,
        indicator=visit.say(capability["indicators"][point.indicator]["what"]),
        value=_number(visit, point.value, drift.unit),
        low=visit.number(point.low or 0),
        high=visit.number(point.high or 0),
        n=point.n,
        bound=_number(visit, drift.bound, drift.unit),
    )


def _number(visit: Visit, value: float, unit: str) -> str:
    return visit.number(value) if unit in {"n", ""} else f"{visit.number(value)} {unit}"

"""Looks whether what is measured contradicts the levels that the served manifest declares."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

import structlog

from koban.capability.drift import find_drift, say_drift
from koban.capability.picture import picture_of
from koban.model.bundle import Bundle
from koban.model.clock import Clock
from koban.model.indicator import Point
from koban.store.control import ControlStore
from koban.store.fleet.rows import CommunityRow

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was found, and in what."""

    served: str | None
    points: list[Point]
    day: date
    said: str


@dataclass(slots=True)
class DriftWatch:
    """Remembers what it found: a bundle is read again only when it, a number or the day is another."""

    _seen: dict[str, _Seen] = field(default_factory=dict)

    def look(self, row: CommunityRow, store: ControlStore, clock: Clock) -> str:
        """What contradicts what, in words; empty if nothing does. What is new goes to the log."""
        points, now = store.series.latest(row.uid), clock.now()
        before = self._seen.get(row.uid)
        if before and (before.served, before.points, before.day) == (row.served, points, now.date()):
            return before.said
        said = _said(row, store, points, now) if points else ""
        self._seen[row.uid] = _Seen(row.served, points, now.date(), said)
        if said != (before.said if before else ""):
            log.info("capability drift", community=row.name, found=said or "none any more")
        return said


def _said(row: CommunityRow, store: ControlStore, points: list[Point], now: datetime) -> str:
    body = store.blob(row.served) if row.served else None
    if body is None:
        return ""
    drifts = find_drift(picture_of(Bundle.model_validate_json(body)), points, now)
    return "; ".join(map(say_drift, drifts))

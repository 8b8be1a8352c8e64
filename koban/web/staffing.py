"""When a unit is there, from its staffed hours (OpenStreetMap opening_hours) and the country's holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State

from koban.model.duration import seconds, staffed_days

_LOOK_AHEAD = timedelta(days=60)
_OFFICE = "Mo-Fr 08:00-17:00; PH off"
"""Counts staffed days for a unit that states no hours of its own."""


@dataclass(frozen=True, slots=True)
class Staffing:
    """Whether somebody is there. `known` is False where the unit states no hours."""

    now: bool
    until: datetime | None = None
    """When the post closes, if it is staffed; None if it never does."""
    next: datetime | None = None
    """When somebody is there again, if nobody is."""
    known: bool = True


class Hours:
    """A unit's staffed hours in one time zone and country."""

    def __init__(self, expression: str | None, zone: ZoneInfo, country: str) -> None:
        """`expression` was checked with the manifest; None where the unit states no hours."""
        self._zone = zone
        self._known = expression is not None
        self._hours = OpeningHours(expression or _OFFICE, timezone=zone, country=country)

    def at(self, moment: datetime) -> Staffing:
        """Whether somebody is there at `moment`, and until or from when."""
        if not self._known:
            return Staffing(now=False, known=False)
        local = moment.astimezone(self._zone)
        if self._hours.is_open(local):
            return Staffing(now=True, until=self._hours.next_change(local))
        shifts = self._shifts(local, local + _LOOK_AHEAD)
        return Staffing(now=False, next=shifts[0][0] if shifts else None)

    def promised(self, promise: str, start: datetime) -> datetime:
        """When something promised at `start` is due: `2wd` is the end of the second staffed day after that day."""
        local = start.astimezone(self._zone)
        days = staffed_days(promise)
        if days is None:
            return local + seconds(promise)
        tomorrow = datetime.combine(local.date() + timedelta(days=1), time(), self._zone)
        ends: dict[object, datetime] = {}
        for begin, end in self._shifts(tomorrow, tomorrow + max(_LOOK_AHEAD, timedelta(days=8 * days))):
            ends[begin.date()] = end
        due = list(ends.values())
        return due[days - 1] if len(due) >= days else tomorrow + timedelta(days=days)

    def during(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """When somebody is there between `start` and `end`, in order; nothing where the unit states no hours."""
        return self._shifts(start, end) if self._known else []

    def _shifts(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        intervals = self._hours.intervals(start, end)
        return [(begin, stop or end) for begin, stop, state, _ in intervals if state == State.OPEN]

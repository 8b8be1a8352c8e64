"""When a unit is there, from its staffed hours (OpenStreetMap opening_hours) and the country's holidays, where they are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State, UnknownCountryError  # type: ignore[attr-defined]

from koban.model.duration import seconds, staffed_days

_LOOK_AHEAD = timedelta(days=60)
_MOST_KEPT = 64
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
        self._hours = _read(expression or _OFFICE, zone, country)
        self._latest: tuple[datetime, datetime, Staffing] | None = None
        """From when until when the last answer holds. Asking the hours anew gives up the interpreter's lock each time, which
        is what costs most on a busy host."""
        self._ends: dict[tuple[int, date], datetime] = {}

    def at(self, moment: datetime) -> Staffing:
        """Whether somebody is there at `moment`, and until or from when."""
        if not self._known:
            return Staffing(now=False, known=False)
        if self._latest is None or not self._latest[0] <= moment < self._latest[1]:
            found = self._at(moment.astimezone(self._zone))
            self._latest = (moment, found.until or found.next or moment, found)
            return found
        return self._latest[2]

    def _at(self, local: datetime) -> Staffing:
        if self._hours.is_open(local):
            return Staffing(now=True, until=self._hours.next_change(local))
        shift = next(self._shifts(local, local + _LOOK_AHEAD), None)
        return Staffing(now=False, next=shift[0] if shift else None)

    def promised(self, promise: str, start: datetime) -> datetime:
        """When something promised at `start` is due: `2wd` is the end of the second staffed day after that day."""
        local = start.astimezone(self._zone)
        days = staffed_days(promise)
        if days is None:
            return local + seconds(promise)
        key = (days, local.date())
        if key not in self._ends:
            if len(self._ends) >= _MOST_KEPT:
                self._ends.clear()
            self._ends[key] = self._end_of(days, local.date())
        return self._ends[key]

    def _end_of(self, days: int, day: date) -> datetime:
        """The end of the staffed day that comes as number `days` after `day`."""
        tomorrow = datetime.combine(day + timedelta(days=1), time(), self._zone)
        shifts = self._shifts(tomorrow, tomorrow + max(_LOOK_AHEAD, timedelta(days=8 * days)))
        for count, (_, of_day) in enumerate(groupby(shifts, key=lambda shift: shift[0].date()), 1):
            if count == days:
                return max(end for _, end in of_day)
        return tomorrow + timedelta(days=days)

    def during(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """When somebody is there between `start` and `end`, in order; nothing where the unit states no hours."""
        return list(self._shifts(start, end)) if self._known else []

    def _shifts(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """In order, and no further than asked: looking sixty days ahead takes five times as long as looking two."""
        for begin, stop, state, _ in self._hours.intervals(start, end):
            if state == State.OPEN:
                yield begin, stop or end


def _read(expression: str, zone: ZoneInfo, country: str) -> OpeningHours:
    try:
        return OpeningHours(expression, timezone=zone, country=country)
    except UnknownCountryError:
        # Nobody's calendar is known to be this country's, so no day is taken for a holiday.
        return OpeningHours(expression, timezone=zone)

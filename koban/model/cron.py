"""Schedules in crontab's five fields. Pure: it is told the time and never asks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

_FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 7))
_PART = re.compile(r"^(?:\*|(?P<first>\d{1,2})(?:-(?P<last>\d{1,2}))?)(?:/(?P<step>\d{1,2}))?$")
_HORIZON = 366 * 4 + 1
"""Days to look ahead: 29 February comes within them."""


@dataclass(frozen=True, slots=True)
class Cron:
    """The minutes that match `minute hour day month weekday`; numbers, `*`, ranges, lists and steps (POSIX crontab).

    Where both day and weekday are restricted, either is enough. Sunday is 0 or 7.
    """

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either: bool

    @classmethod
    def parse(cls, text: str) -> Cron:
        """Read five fields. Raises ValueError with the field's name and what may stand there, or if no day ever matches."""
        parts = text.split(" ")
        if len(parts) != len(_FIELDS):
            raise ValueError("a cron schedule has five fields: minute, hour, day, month and weekday")
        minutes, hours, days, months, weekdays = (
            _values(part, *field) for part, field in zip(parts, _FIELDS, strict=True)
        )
        either = not parts[2].startswith("*") and not parts[4].startswith("*")
        cron = cls(minutes, hours, days, months, frozenset(day % 7 for day in weekdays), either)
        if cron.after(datetime(2024, 1, 1, tzinfo=UTC), UTC) is None:
            raise ValueError("no day ever matches this schedule")
        return cron

    def after(self, moment: datetime, zone: tzinfo) -> datetime | None:
        """The first matching minute after `moment` by the clocks of `zone`, in UTC; None if there is none for four years.

        A time that the change to summer time leaves out is skipped that day; one that comes twice counts once.
        """
        local = moment.astimezone(zone)
        for ahead in range(_HORIZON):
            day = (local + timedelta(days=ahead)).date()
            if day.month not in self.months or not self._day_matches(day.day, day.isoweekday() % 7):
                continue
            for minute_of_day in sorted(60 * hour + minute for hour in self.hours for minute in self.minutes):
                wall = datetime.combine(day, time(*divmod(minute_of_day, 60)), zone)
                at = wall.astimezone(UTC)
                if at > moment and at.astimezone(zone).time() == wall.time():
                    return at
        return None

    def _day_matches(self, day: int, weekday: int) -> bool:
        if self.either:
            return day in self.days or weekday in self.weekdays
        return day in self.days and weekday in self.weekdays


def _values(text: str, name: str, low: int, high: int) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        match = _PART.match(part)
        if match is None:
            raise ValueError(
                f'"{part}" is no {name}: write a number from {low} to {high}, a range, a list, * or */5'
            )
        first = int(match["first"]) if match["first"] else low
        last = (
            int(match["last"]) if match["last"] else (high if not match["first"] or match["step"] else first)
        )
        step = int(match["step"] or 1)
        if not low <= first <= last <= high or step < 1:
            raise ValueError(f'"{part}" is no {name}: it lies between {low} and {high}')
        found.update(range(first, last + 1, step))
    return frozenset(found)

"""Staffed hours as a week from today: words and a bar a day. Nothing is rendered here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

DAYS = 7
Shift = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Day:
    """One day. `bars` are (start, width) as parts of the day, from 0 to 1."""

    day: date
    times: list[str]
    bars: list[tuple[float, float]]


def week(
    today: date, shifts: Iterable[Shift], clock: Callable[[datetime], str], until: Callable[[datetime], str]
) -> list[Day]:
    """Seven days from `today`; a shift over midnight shows on both days.

    `clock` writes a time of day, `until` says how long a shift of the day before goes on.
    """
    all_shifts = list(shifts)
    return [_day(today + timedelta(days=n), all_shifts, clock, until) for n in range(DAYS)]


def _day(
    day: date, shifts: list[Shift], clock: Callable[[datetime], str], until: Callable[[datetime], str]
) -> Day:
    times: list[str] = []
    bars: list[tuple[float, float]] = []
    for begin, end in shifts:
        start = _part(begin, day)
        stop = _part(end, day)
        if stop <= start:
            continue
        bars.append((round(start, 4), round(stop - start, 4)))
        if begin.date() < day:
            times.append(until(end))
        else:
            times.append(f"{clock(begin)}–{clock(end)}")
    return Day(day, times, bars)


def _part(moment: datetime, day: date) -> float:
    """Where `moment` lies in `day`: 0 before it, 1 after it. Wall-clock time, so that a day always has 24 hours."""
    if moment.date() < day:
        return 0.0
    if moment.date() > day:
        return 1.0
    return (moment.hour * 60 + moment.minute) / 1440

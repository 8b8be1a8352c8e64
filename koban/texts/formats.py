"""Dates, times and numbers as a language writes them, in a time zone."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Literal

from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal

from koban.model.duration import seconds
from koban.texts.languages import locale_of

_UNITS: dict[str, Literal["second", "minute", "hour", "day"]] = {
    "s": "second",
    "m": "minute",
    "h": "hour",
    "d": "day",
}


class Formats:
    """Formats of one language in one time zone."""

    def __init__(self, language: str, zone: dt.tzinfo, country: str = "") -> None:
        """`zone` and `country` (ISO 3166-1) are where the readers are: clocks are read there as they are read there."""
        self._locale = locale_of(language, country)
        self._zone = zone

    def date(self, day: dt.date) -> str:
        """Weekday, day and month, with the year: `Tuesday 3 March 2026`."""
        return format_date(self._local(day), "full", locale=self._locale)

    def weekday(self, day: dt.date) -> str:
        """The name of its weekday."""
        return format_date(self._local(day), "EEEE", locale=self._locale)

    def short_date(self, day: dt.date) -> str:
        """A date that fits a table cell."""
        return format_date(self._local(day), "medium", locale=self._locale)

    def near_date(self, day: dt.date) -> str:
        """Weekday, day and month of a date not far off, short enough for a table: `Tue 3 March`."""
        return format_skeleton("MMMEd", self._local(day), locale=self._locale)

    def time(self, moment: dt.datetime) -> str:
        """Hours and minutes."""
        return format_time(moment.astimezone(self._zone), "short", locale=self._locale)

    def datetime_words(self, moment: dt.datetime) -> str:
        """Date and time of day."""
        both = str(self._locale.datetime_formats["medium"])
        return both.format(self.time(moment), self.short_date(moment))

    def listed(self, parts: Sequence[str]) -> str:
        """Several things as the language lists them: `a, b and c`."""
        return format_list(parts, locale=self._locale)

    def ago(self, moment: dt.datetime, now: dt.datetime) -> str:
        """How long ago, or in how long, in words."""
        return format_timedelta(moment - now, add_direction=True, locale=self._locale)

    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return format_decimal(value, locale=self._locale)

    def duration(self, written: str) -> str:
        """A length of time that a manifest writes like `365d`, in words."""
        return format_timedelta(
            seconds(written), granularity=_UNITS[written[-1]], threshold=math.inf, locale=self._locale
        )

    def _local(self, day: dt.date) -> dt.date:
        return day.astimezone(self._zone).date() if isinstance(day, dt.datetime) else day

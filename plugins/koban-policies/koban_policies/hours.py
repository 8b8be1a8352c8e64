"""How long a post stands empty, from its staffed hours (OpenStreetMap opening_hours)."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from opening_hours import OpeningHours, State

_FIRST, _LAST = datetime(2023, 1, 1), datetime(2025, 1, 1)  # noqa: DTZ001 - hours on a wall, in nobody's zone
"""Any two years in a row, one of them a leap year: hours repeat with the week and the season. Fixed, since a judgement
must not change with the day."""


@lru_cache(maxsize=512)
def longest_empty(hours: str) -> timedelta | None:
    """The longest time for which nobody is there, or None where nobody ever is.

    Public holidays are left out, since they differ from country to country; with them it can only be longer.
    """
    shifts = [
        (begin, end or _LAST)
        for begin, end, state, _ in OpeningHours(hours).intervals(_FIRST, _LAST)
        if state == State.OPEN
    ]
    if not shifts:
        return None
    gaps = (later[0] - earlier[1] for earlier, later in pairwise(shifts))
    return max(gaps, default=timedelta())

"""How long to wait before trying again. Who tries what is not said here."""

from __future__ import annotations

from datetime import timedelta


def backoff(attempts: int, chance: float, *, base: timedelta, most: timedelta) -> timedelta:
    """The pause after the `attempts`-th failure in a row (from 1): doubling from `base` up to `most`.

    `chance` in [0, 1) spreads it over 75 to 125 %, so that many that failed together do not come back together.
    """
    doublings = min(max(attempts, 1) - 1, 30)
    return min(base * (1 << doublings), most) * (0.75 + chance / 2)

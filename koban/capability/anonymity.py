"""What may be told without telling of a single report. The rules stand here alone; features cannot loosen them.

Somebody who reads every number of every day, and takes numbers from one another, must not learn of one report:

- Every number is of at least `FEWEST` reports (by area: of at least `fewest_in_area`). Fewer are left out, not rounded.
- Periods of one indicator do not overlap and are never reckoned anew: a report counts in one number for good. So two
  days' numbers speak of different reports, and their difference is no smaller group than either.
- A period of estimates ends only when it holds enough reports; its length tells that there were enough, not when each came.
- Counts by area are of whole blocks of four weeks. Where the whole is told as well, what is left of it after all areas
  told is nothing or again large enough; if need be the smallest area is left out besides.
- Medians and their ends are told in tenths of the unit, so that nobody finds the one report with a known time.

What remains: that there were reports at all in the whole community, how many in four weeks, and, where all of a number's
reports went alike, how each of them went (ten of ten answered late). Neither says who, where or what.
"""

from __future__ import annotations

from collections.abc import Mapping

FEWEST = 10
"""Reports that an estimate speaks of at least."""
_FEWEST_IN_TOWN = 5
_TOWN = 10_000
"""Inhabitants. Among fewer people more of them know who was where."""


def fewest_in_area(population: float | None) -> int:
    """Reports that a number by area speaks of at least: 5 where the manifest states a population (`context.population`) of
    10,000 or more, 10 where it states fewer or none."""
    return _FEWEST_IN_TOWN if population is not None and population >= _TOWN else FEWEST


def tellable(counts: Mapping[str, int], total: int, fewest: int) -> dict[str, int]:
    """Those areas' counts that may stand beside `total`. `total` counts reports without an area too."""
    told = {area: count for area, count in counts.items() if count >= fewest}
    while told and 0 < total - sum(told.values()) < fewest:
        del told[min(told, key=lambda area: (told[area], area))]
    return told

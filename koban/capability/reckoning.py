"""Puts observations together to the points of a series. What may be told at all is settled in `anonymity`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from statistics import median

from koban.capability.anonymity import FEWEST, tellable
from koban.capability.estimate import median_estimate, share_estimate
from koban.model.indicator import Indicator, Observation, Point

HORIZON = timedelta(days=180)
"""How far back a first look reaches."""
BLOCK = timedelta(weeks=4)
_MONDAY = datetime(1970, 1, 5, tzinfo=UTC)
"""Blocks of four weeks are counted from here, so that each community's are the same."""


def reckon(
    indicator: Indicator,
    instance: str,
    observed: Iterable[Observation],
    last: datetime | None,
    now: datetime,
    fewest: int,
) -> list[Point]:
    """The points that are new at `now`, after a series that ends at `last` (None: there is none).

    `fewest` is how many cases a count by area speaks of at least.
    """
    since = max(last, now - HORIZON) if last else now - HORIZON
    fresh = [one for one in observed if since < one.at <= now]
    if indicator.reckoned == "count":
        return list(_counts(indicator.name, instance, fresh, since, now, fewest))
    if len(fresh) < FEWEST:
        return []
    return [_estimated(indicator, instance, fresh, since, now)]


def _estimated(
    indicator: Indicator, instance: str, fresh: Sequence[Observation], since: datetime, until: datetime
) -> Point:
    values = [one.value for one in fresh]
    bounds = [one.bound for one in fresh if one.bound is not None]
    if indicator.reckoned == "share":
        found = share_estimate(sum(value >= 1 for value in values), len(values))
    else:
        found = median_estimate(values)
    return Point(
        indicator=indicator.name,
        instance=instance,
        area="",
        since=since,
        until=until,
        value=round(found.value, 1),
        low=round(found.low, 1),
        high=round(found.high, 1),
        n=found.n,
        bound=round(median(bounds), 1) if bounds else None,
    )


def _counts(
    name: str, instance: str, fresh: Sequence[Observation], since: datetime, now: datetime, fewest: int
) -> Iterator[Point]:
    start = _MONDAY + -(-(since - _MONDAY) // BLOCK) * BLOCK
    while (end := start + BLOCK) <= now:
        there = [one.area for one in fresh if start < one.at <= end]
        if len(there) >= fewest:
            areas = Counter(area for area in there if area)
            told = {"": len(there), **tellable(areas, len(there), fewest)}
            for area, count in told.items():
                yield Point(name, instance, area, start, end, count, None, None, count)
        start = end

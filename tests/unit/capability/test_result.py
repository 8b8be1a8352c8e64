"""What came of a measure: only periods that lie wholly on one side count, and chance is no effect."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from koban.capability.estimate import share_estimate
from koban.capability.result import compare
from koban.model.indicator import Point

START, DONE = date(2030, 3, 1), date(2030, 4, 30)


def point(day: str, days: int, hits: int, n: int = 40, area: str = "") -> Point:
    since, found = datetime.fromisoformat(day).replace(tzinfo=UTC), share_estimate(hits, n)
    return Point(
        "in-time", "report", area, since, since + timedelta(days=days), found.value, found.low, found.high, n
    )


def test_periods_across_a_day_are_left_out() -> None:
    before, after = point("2030-01-01", 59, 10), point("2030-05-01", 10, 30)
    across = [point("2030-02-20", 10, 40), point("2030-04-30", 10, 0), point("2030-03-10", 20, 0)]
    found = compare([before, *across, after, point("2030-06-01", 5, 40, area="Hill")], START, DONE)
    assert found is not None
    assert (found.before.found.value, found.after.found.value, found.change.value) == (25, 75, 50)
    assert (found.before.since, found.before.until) == (date(2030, 1, 1), START)
    assert (found.after.since, found.after.until) == (date(2030, 5, 1), date(2030, 5, 11))


@pytest.mark.parametrize("points", [[], [point("2030-01-01", 30, 10)], [point("2030-06-01", 30, 10)]])
def test_one_side_alone_is_no_comparison(points: list[Point]) -> None:
    assert compare(points, START, DONE) is None


@pytest.mark.parametrize(
    ("before", "after", "up", "down"),
    [
        (10, 30, "positive", "negative"),
        (30, 10, "negative", "positive"),
        (20, 20, "null", "null"),
        (20, 24, "null", "null"),
    ],
)
def test_the_effect_is_told_honestly(before: int, after: int, up: str, down: str) -> None:
    found = compare([point("2030-01-01", 30, before), point("2030-06-01", 30, after)], START, DONE)
    assert found is not None
    assert (found.effect("up"), found.effect("down")) == (up, down)

"""What series tell must not tell of a single report: a reader who keeps every number of every day tries to find one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koban.capability.anonymity import FEWEST, fewest_in_area, tellable
from koban.capability.reckoning import BLOCK, reckon
from koban.model.indicator import Indicator, Observation, Point

START = datetime(2026, 3, 2, tzinfo=UTC)
DAY = timedelta(days=1)
COUNT = Indicator("reports", {"en": "Reports"})
SHARE = Indicator("in-time", {"en": "In time"}, "%", "share")
AREAS = ("", "Old quay", "Hill", "Mill lane")
Sent = tuple[float, str, bool]
SENT = st.lists(
    st.tuples(st.floats(0, 120, allow_nan=False), st.sampled_from(AREAS), st.booleans()), max_size=80
)


def told(indicator: Indicator, sent: Iterable[Sent], fewest: int, days: int = 130) -> list[Point]:
    """Everything that is told if somebody looks every day."""
    observed = [
        Observation(indicator.name, START + DAY * at, float(hit) if indicator is SHARE else 1.0, None, area)
        for at, area, hit in sent
    ]
    series: list[Point] = []
    for day in range(days):
        now = START + DAY * day
        there = [one for one in observed if one.at <= now]
        last = max((one.until for one in series), default=None)
        series += reckon(indicator, "report", there, last, now, fewest)
    return series


def test_small_places_have_the_larger_number() -> None:
    assert [fewest_in_area(one) for one in (None, 7_900, 9_999, 10_000, 61_000)] == [10, 10, 10, 5, 5]


@settings(max_examples=60, deadline=None)
@given(SENT, st.sampled_from([5, 10]))
def test_every_count_and_every_rest_is_nothing_or_large_enough(sent: list[Sent], fewest: int) -> None:
    by_block: dict[datetime, dict[str, float]] = {}
    for point in told(COUNT, sent, fewest):
        by_block.setdefault(point.until, {})[point.area] = point.value
        assert point.value >= fewest
    for numbers in by_block.values():
        areas = {name: value for name, value in numbers.items() if name}
        for size in range(len(areas) + 1):
            for some in combinations(areas.values(), size):
                rest = numbers[""] - sum(some)
                assert rest == 0 or rest >= fewest


@settings(max_examples=60, deadline=None)
@given(SENT)
def test_a_report_counts_in_one_number_for_good(sent: list[Sent]) -> None:
    for indicator in (COUNT, SHARE):
        whole = [point for point in told(indicator, sent, FEWEST) if not point.area]
        assert all(one.until <= other.since for one, other in pairwise(whole))
        assert all(point.n >= FEWEST for point in whole)
        assert sum(point.n for point in whole) <= len(sent)


@settings(max_examples=60, deadline=None)
@given(SENT, st.floats(0, 120, allow_nan=False), st.sampled_from(AREAS))
def test_the_attack(sent: list[Sent], at: float, area: str) -> None:
    """The reader knows all reports but one, and wants to know whether that one was answered in time: any number in which
    it counts speaks of nine others too, and taking days from one another gives no number in which it stands alone."""
    runs = [told(SHARE, [*sent, (at, area, hit)], FEWEST) for hit in (True, False)]
    assert [(one.since, one.until, one.n) for one in runs[0]] == [
        (one.since, one.until, one.n) for one in runs[1]
    ], "when and of how many something is told must not depend on how a report went"
    other = [(yes, no) for yes, no in zip(*runs, strict=True) if yes != no]
    assert len(other) <= 1
    assert all(yes.n >= FEWEST for yes, _ in other)


def test_without_the_rule_for_rests_one_report_could_be_told() -> None:
    counts = {"Old quay": 12, "Hill": 7, "Mill lane": 1}
    naive = {area: count for area, count in counts.items() if count >= 5}
    assert sum(counts.values()) - sum(naive.values()) == 1
    assert tellable(counts, 20, 5) == {"Old quay": 12}
    assert tellable({"Old quay": 12, "Hill": 7}, 19, 5) == {"Old quay": 12, "Hill": 7}


def test_a_day_more_adds_nothing_that_a_day_less_would_tell() -> None:
    """Eleven reports in one block; the eleventh on its last day. Every day's series is the same until the block is over."""
    sent: list[Sent] = [(1 + number, "Hill", True) for number in range(10)]
    end = next(one.until for one in told(COUNT, sent, 10))
    late = (end - START) / DAY - 0.5
    assert [one.value for one in told(COUNT, [*sent, (late, "Hill", True)], 10) if one.area] == [11]
    days = int((end - START) / DAY)
    assert told(COUNT, [*sent, (late, "Hill", True)], 10, days) == []
    assert end - BLOCK <= START + DAY * late <= end


@pytest.mark.parametrize("n", [1, 5, 9])
def test_few_reports_have_no_number(n: int) -> None:
    assert told(SHARE, [(1.0, "", True)] * n, FEWEST) == []

"""Series: a day keeps its number, 400 days are kept, and readers go on where they stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from koban.model.clock import FakeClock
from koban.model.indicator import Point
from koban.store.control import ControlStore

DAY = timedelta(days=1)


@pytest.fixture
def point(clock: FakeClock) -> Point:
    return Point("first-answer", "report", "", clock.now() - DAY, clock.now(), 30.0, 20.0, 45.5, 12, 48.0)


def test_a_point_comes_back_as_it_went_in(control: ControlStore, clock: FakeClock, point: Point) -> None:
    bare = replace(point, indicator="reports", low=None, high=None, bound=None)
    assert control.series.add("one", [point, bare], clock.now()) == 2
    assert control.series.latest("one") == [point, bare]
    assert control.series.of("one", "reports") == [bare]
    assert control.series.latest("other") == []


def test_a_day_keeps_its_number(control: ControlStore, clock: FakeClock, point: Point) -> None:
    later = replace(point, until=point.until + timedelta(hours=3), value=99.0)
    assert control.series.add("one", [point], clock.now()) == 1
    assert control.series.add("one", [later], clock.now()) == 0
    assert control.series.latest("one") == [point]


def test_the_latest_of_each_series(control: ControlStore, clock: FakeClock, point: Point) -> None:
    tomorrow = replace(point, until=point.until + DAY, value=31.0)
    hill = replace(point, area="Hill")
    control.series.add("one", [point, hill, tomorrow], clock.now())
    assert control.series.latest("one") == [hill, tomorrow]
    assert control.series.of("one", "first-answer") == [point, tomorrow, hill]


def test_400_days_are_kept(control: ControlStore, clock: FakeClock, point: Point) -> None:
    for _ in range(450):
        clock.advance(DAY)
        control.series.add("one", [replace(point, until=clock.now())], clock.now())
    kept = control.series.of("one", "first-answer")
    assert (len(kept), kept[0].until) == (401, clock.now() - 400 * DAY)


def test_a_reader_goes_on_where_it_stopped(control: ControlStore, clock: FakeClock, point: Point) -> None:
    assert control.series.feed() == ([], 0)
    control.series.add("one", [point, replace(point, area="Hill")], clock.now())
    control.series.add("two", [point], clock.now())
    first, cursor = control.series.feed(limit=2)
    assert first == [("one", point), ("one", replace(point, area="Hill"))]
    rest, end = control.series.feed(cursor)
    assert rest == [("two", point)]
    assert control.series.feed(end) == ([], end)

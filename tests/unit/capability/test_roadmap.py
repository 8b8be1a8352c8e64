"""The order in which measures can be done."""

from __future__ import annotations

from datetime import date
from typing import Any

from capability_picture import picture

from koban.capability.roadmap import Item, plan_roadmap


def items(**measures: Any) -> dict[str, Item]:
    return {one.name: one for one in plan_roadmap(picture(measures=measures))}


def test_what_comes_first_stands_first() -> None:
    found = items(
        late={"start": "2027-06-01"},
        early={"start": "2027-01-01", "due": "2027-02-01"},
        waiting={"after": ["early"]},
        undated={},
        nothing={"kind": "nothing"},
    )
    assert list(found) == ["early", "waiting", "late", "undated"]


def test_what_another_waits_for_stands_before_it_though_nobody_said_when() -> None:
    assert list(items(dated={"start": "2027-01-01", "after": ["vague"]}, vague={}, other={})) == [
        "vague",
        "dated",
        "other",
    ]


def test_it_begins_when_all_before_it_is_done_and_works_after_its_lead_time() -> None:
    found = items(
        first={"start": "2027-01-01", "due": "2027-02-01"},
        second={"start": "2027-01-01", "lead": "60d"},
        third={"after": ["first", "second"], "lead": "10d"},
    )
    assert found["second"].end == date(2027, 3, 2)
    assert (found["third"].start, found["third"].end) == (date(2027, 3, 3), date(2027, 3, 13))
    assert not any(one.clash for one in found.values())


def test_no_day_is_made_up_where_one_before_it_has_none() -> None:
    found = items(first={}, second={"after": ["first"]})
    assert (found["second"].start, found["second"].end) == (None, None)
    assert found["second"].state(date(2027, 1, 1)) == "undated"


def test_a_clash_is_told() -> None:
    before = {"start": "2027-01-01", "due": "2027-03-01"}
    assert items(first=before, second={"after": ["first"], "start": "2027-03-01"})["second"].clash
    assert not items(first=before, second={"after": ["first"], "start": "2027-03-02"})["second"].clash
    assert items(one={"start": "2027-01-01", "lead": "90d", "due": "2027-02-01"})["one"].clash
    assert items(first=before, second={"after": ["first"], "due": "2027-02-01"})["second"].clash


def test_where_it_stands_on_a_day() -> None:
    found = items(
        over={"start": "2026-01-01", "done": "2026-02-01"},
        running={"start": "2027-01-01", "due": "2027-12-31"},
    )
    assert found["over"].state(date(2027, 2, 1)) == "done"
    days = {date(2026, 12, 31): "planned", date(2027, 1, 1): "running", date(2028, 1, 1): "late"}
    assert {day: found["running"].state(day) for day in days} == days


def test_the_lead_time_of_a_modules_measure_holds_where_none_is_given() -> None:
    offered = {"o": {"lead": "30d"}}
    (item,) = plan_roadmap(picture(measures={"m": {"option": "o", "start": "2027-01-01"}}, offered=offered))
    assert item.end == date(2027, 1, 31)

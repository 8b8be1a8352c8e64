"""Whoever is asked to write is offered another way too."""

import pytest

from koban_policies.smartphone import WayWithoutSmartphone


def without_ways(spec):
    del spec["unit"]["phone"]


WAYS = {
    "a telephone": lambda spec: spec["unit"].update(phone="+000 000"),
    "a place with hours": lambda spec: spec["unit"].update(
        staffedHours=None, places={"library": {"address": "Quay 1", "hours": "Tu 10:00-12:00"}}
    ),
    "a place in the unit's own hours": lambda spec: spec["unit"].update(
        places={"post": {"address": "Quay 1"}}
    ),
    "a partner": lambda spec: spec["partners"].update(library={"title": "Library", "may": ["enter-reports"]}),
}


@pytest.mark.parametrize("way", WAYS)
def test_one_way_is_enough(deploy, says, way):
    assert says(WayWithoutSmartphone(), deploy(without_ways, WAYS[way])) == []


def test_without_any_the_functions_that_people_write_through_are_named(deploy, says):
    both = deploy(without_ways, lambda spec: spec["features"].update(proposals=True))
    assert says(WayWithoutSmartphone(), both) == [
        ("unit.phone", 'whoever has no smartphone cannot use "report" and "proposals"')
    ]


def test_a_place_that_nobody_knows_the_hours_of_is_no_way(deploy, says):
    closed = deploy(
        without_ways,
        lambda spec: spec["unit"].update(staffedHours=None, places={"post": {"address": "Quay 1"}}),
    )
    assert len(says(WayWithoutSmartphone(), closed)) == 1


def test_reading_alone_asks_nothing_of_anybody(deploy, says):
    reading = deploy(without_ways, lambda spec: spec.update(features={"news": True}))
    assert says(WayWithoutSmartphone(), reading) == []


def test_that_nobody_answers_at_all_is_told_elsewhere(deploy, says):
    assert says(WayWithoutSmartphone(), deploy(lambda spec: spec.update(unit=None))) == []

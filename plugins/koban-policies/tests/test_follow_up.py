"""Nothing is promised that the unit cannot carry."""

import pytest

from koban_policies.follow_up import FollowUpCapacity

NOISE = "features.report.with.categories.noise.firstAnswer"


def unit(**fields):
    return lambda spec: spec["unit"].update(fields)


def promise(time):
    return lambda spec: spec["features"]["report"]["with"]["categories"]["noise"].update(firstAnswer=time)


def test_what_the_unit_does_not_say_is_told_once(deploy, says):
    bare = deploy(unit(posts=None, staffedHours=None, maxOpenCases=None))
    ((path, words),) = says(FollowUpCapacity(), bare)
    assert path == "unit.posts"
    assert words.startswith(
        'people can write to "report", and the unit does not say how many officers it has, '
    )
    assert words.endswith("when they are there and how many open cases they carry")
    (found,) = FollowUpCapacity().check(deploy(unit(maxOpenCases=None)))
    assert found.path == ("unit", "maxOpenCases")
    assert found.message.endswith("does not say how many open cases they carry")
    assert found.help.startswith("write `maxOpenCases`: ")


def test_an_empty_post_needs_somebody_behind_it(deploy, says):
    ((path, words),) = says(FollowUpCapacity(), deploy(unit(whenEmpty=None)))
    assert (path, words.endswith("when the post is empty")) == ("unit.whenEmpty", True)
    assert says(FollowUpCapacity(), deploy(unit(whenEmpty=None, staffedHours="24/7"))) == []


def test_hours_that_are_never(deploy, says):
    assert says(FollowUpCapacity(), deploy(unit(staffedHours="off"), promise("1h"))) == [
        ("unit.staffedHours", "by these hours nobody is ever there")
    ]


@pytest.mark.parametrize(
    ("time", "empty"),
    [("30m", "64 hours"), ("64h", "64 hours"), ("65h", None), ("3d", None), ("1wd", None)],
)
def test_a_time_of_the_clock_is_longer_than_the_longest_empty_time(deploy, says, time, empty):
    expected = [(NOISE, f"an answer is promised within {time}, and the post stands empty for up to {empty}")]
    assert says(FollowUpCapacity(), deploy(promise(time))) == (expected if empty else [])


def test_a_post_that_never_closes_may_promise_minutes(deploy, says):
    assert says(FollowUpCapacity(), deploy(unit(staffedHours="24/7"), promise("30m"))) == []


def test_long_times_are_told_in_days(deploy, says):
    ((_, words),) = says(FollowUpCapacity(), deploy(unit(staffedHours="Tu 10:00-12:00"), promise("2d")))
    assert words.endswith("empty for up to 6 days")


def test_where_nobody_is_asked_to_write_nothing_is_owed(deploy, says):
    reading = deploy(unit(posts=None, whenEmpty=None), lambda spec: spec.update(features={"news": True}))
    assert says(FollowUpCapacity(), reading) == []


def test_that_nobody_answers_at_all_is_told_elsewhere(deploy, says):
    assert says(FollowUpCapacity(), deploy(lambda spec: spec.update(unit=None))) == []

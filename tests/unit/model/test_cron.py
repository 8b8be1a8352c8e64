"""Cron schedules."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from koban.model.cron import Cron

WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.mark.parametrize(
    ("text", "after", "expected"),
    [
        ("* * * * *", "2026-03-01T10:00:30", "2026-03-01T10:01:00"),
        ("*/15 6-8 * * *", "2026-03-01T08:45:00", "2026-03-02T06:00:00"),
        ("0 4 * * 0", "2026-03-03T00:00:00", "2026-03-08T04:00:00"),
        ("0 4 * * 7", "2026-03-03T00:00:00", "2026-03-08T04:00:00"),
        ("0 0 13 * 5", "2026-03-03T00:00:00", "2026-03-06T00:00:00"),
        ("0 0 29 2 *", "2026-03-01T00:00:00", "2028-02-29T00:00:00"),
        ("5,35 9/6 1 1,7 *", "2026-03-01T00:00:00", "2026-07-01T09:05:00"),
        ("59 23 31 12 *", "2026-12-31T23:59:00", "2027-12-31T23:59:00"),
    ],
)
def test_next_time(text, after, expected):
    start = datetime.fromisoformat(after).replace(tzinfo=UTC)
    assert Cron.parse(text).after(start, UTC) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_local_time_counts():
    at = Cron.parse("0 7 * * *").after(datetime(2026, 7, 1, tzinfo=UTC), WARSAW)
    assert at == datetime(2026, 7, 1, 5, tzinfo=UTC)


def test_a_time_left_out_by_summer_time_is_skipped():
    at = Cron.parse("30 2 * * *").after(datetime(2026, 3, 28, 12, tzinfo=UTC), WARSAW)
    assert at == datetime(2026, 3, 30, 0, 30, tzinfo=UTC)


def test_a_time_that_comes_twice_counts_once():
    cron = Cron.parse("30 2 * * *")
    first = cron.after(datetime(2026, 10, 24, 12, tzinfo=UTC), WARSAW)
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert cron.after(first, WARSAW) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("60 * * * *", "no minute"),
        ("* 24 * * *", "no hour"),
        ("* * 0 * *", "no day"),
        ("* * * 13 *", "no month"),
        ("* * * * 8", "no weekday"),
        ("noon * * * *", "a number from 0 to 59"),
        ("5-1 * * * *", "no minute"),
        ("*/0 * * * *", "no minute"),
        ("* * * *", "five fields"),
        ("0 0 31 2 *", "no day ever"),
    ],
)
def test_what_is_refused(text, words):
    with pytest.raises(ValueError, match=words):
        Cron.parse(text)

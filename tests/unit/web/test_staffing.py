from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from koban.web.staffing import Hours

ZONE = ZoneInfo("Europe/Brussels")
HOURS = Hours("Mo-Fr 08:00-16:00; PH off", ZONE, "BE")


def at(day: int, hour: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def test_staffed_until_closing() -> None:
    staffing = HOURS.at(at(2, 10))  # a Monday
    assert staffing.now
    assert staffing.until == at(2, 16)


def test_empty_until_the_next_shift() -> None:
    staffing = HOURS.at(at(6, 17))  # Friday evening
    assert not staffing.now
    assert staffing.next == at(9, 8)


def test_public_holidays_count() -> None:
    assert HOURS.at(at(6, 10, month=4)).next == at(7, 8, month=4)  # Easter Monday


def test_day_and_night() -> None:
    staffing = Hours("24/7", ZONE, "BE").at(at(2, 3))
    assert staffing.now
    assert staffing.until is None


@pytest.mark.parametrize("country", ["ZZ", "IN", "IL", "AA"])
def test_a_country_without_known_holidays_has_none(country: str) -> None:
    hours = Hours("Mo-Fr 08:00-16:00; PH off", ZONE, country)
    assert hours.at(at(6, 10, month=4)).now  # Easter Monday
    assert hours.at(datetime(2026, 1, 1, 10, tzinfo=ZONE)).now
    assert not hours.at(at(7, 10)).now  # a Saturday
    assert Hours(None, ZONE, country).promised("1wd", at(2, 10)) == at(3, 17)


def test_no_hours_are_unknown() -> None:
    assert not Hours(None, ZONE, "BE").at(at(2, 10)).known


@pytest.mark.parametrize(
    ("promise", "start", "due"),
    [
        ("2h", at(2, 10), at(2, 12)),
        ("1wd", at(2, 10), at(3, 16)),
        ("2wd", at(5, 10), at(9, 16)),
        ("2wd", at(7, 10), at(10, 16)),
        ("1wd", at(3, 17, month=4), at(7, 16, month=4)),
    ],
)
def test_promises_count_staffed_days(promise: str, start: datetime, due: datetime) -> None:
    assert HOURS.promised(promise, start) == due


def test_a_unit_without_hours_counts_office_days() -> None:
    assert Hours(None, ZONE, "BE").promised("1wd", at(6, 10)) == at(9, 17)


def test_an_answer_holds_no_longer_than_it_says():
    hours = Hours("Mo-Fr 08:00-16:00; PH off", ZoneInfo("Europe/Warsaw"), "PL")
    times = [
        "2026-03-03T15:58",
        "2026-03-03T15:59",
        "2026-03-03T16:00",
        "2026-03-04T07:59",
        "2026-03-04T08:00",
        "2026-03-03T12:00",
    ]
    moments = [datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Warsaw")) for text in times]
    assert [hours.at(moment).now for moment in moments] == [True, True, False, False, True, True]
    promised = [hours.promised("1wd", moment).day for moment in moments]
    assert promised == [4, 4, 4, 5, 5, 4]

"""iCalendar as RFC 5545 wants it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from koban.capability.calendar import Event, escaped, folded, write_calendar

NOW = datetime(2026, 11, 27, 23, 30, tzinfo=timezone(timedelta(hours=1)))


def lines(written: str) -> list[str]:
    """Content lines, put together again (section 3.1)."""
    return written.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_an_event_takes_whole_days_and_its_end_is_the_day_after() -> None:
    event = Event("a@koban", "Course", date(2027, 1, 11), date(2027, 4, 30), "One\nTwo", "training")
    written = write_calendar("Quay", [event], NOW)
    assert lines(written) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//KOBAN//Roadmap//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Quay",
        "BEGIN:VEVENT",
        "UID:a@koban",
        "DTSTAMP:20261127T223000Z",
        "DTSTART;VALUE=DATE:20270111",
        "DTEND;VALUE=DATE:20270501",
        "SUMMARY:Course",
        "DESCRIPTION:One\\nTwo",
        "CATEGORIES:training",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_signs_with_a_meaning_are_escaped_and_control_signs_left_out() -> None:
    assert escaped("a;b,c\\d\r\ne\x00\x1b[1m") == "a\\;b\\,c\\\\d\\ne[1m"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_lines_are_folded_at_75_bytes_within_no_character(text: str) -> None:
    line = f"SUMMARY:{escaped(text)}"
    written = folded(line)
    assert written.endswith("\r\n")
    parts = written.removesuffix("\r\n").split("\r\n ")
    assert "".join(parts) == line
    sizes = [len(part.encode()) for part in parts]
    assert all(size <= 75 for size in [sizes[0], *(size + 1 for size in sizes[1:])])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_no_text_can_add_a_line_of_its_own(text: str) -> None:
    event = Event("u", text, date(2027, 1, 1), date(2027, 1, 1), text, "x")
    written = write_calendar(text, [event], datetime(2026, 1, 1, tzinfo=UTC))
    names = [line.split(":", maxsplit=1)[0].split(";")[0] for line in lines(written)]
    assert names.count("BEGIN") == names.count("END") == 2
    assert set(names) <= {
        "BEGIN", "VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME", "UID", "DTSTAMP", "DTSTART", "DTEND",
        "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP", "END",
    }  # fmt: skip

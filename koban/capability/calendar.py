"""A roadmap as a calendar that other programs read: iCalendar (RFC 5545), whole days only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PRODUCT = "-//KOBAN//Roadmap//EN"
_LONGEST = 75
"""Bytes in a line (section 3.1); longer ones go on in the next, behind a space."""
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that takes whole days."""

    uid: str
    """The same for the same thing whenever the calendar is written anew."""
    title: str
    first: date
    last: date
    """The last day that still belongs to it."""
    about: str = ""
    """Further words; lines are kept."""
    kind: str = ""
    """A category."""


def write_calendar(name: str, events: Iterable[Event], now: datetime) -> str:
    """The whole calendar. `now` (aware) is when it was written."""
    return "".join(folded(line) for line in _lines(name, events, now))


def _lines(name: str, events: Iterable[Event], now: datetime) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    yield f"X-WR-CALNAME:{escaped(name)}"
    for event in events:
        yield "BEGIN:VEVENT"
        yield f"UID:{escaped(event.uid)}"
        yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
        # The end is the first day that no longer belongs to it (section 3.6.1).
        yield f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}"
        yield f"SUMMARY:{escaped(event.title)}"
        if event.about:
            yield f"DESCRIPTION:{escaped(event.about)}"
        if event.kind:
            yield f"CATEGORIES:{escaped(event.kind)}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def escaped(text: str) -> str:
    """`text` as a value (section 3.3.11); control signs, which have no place in one, are left out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        _ESCAPES.get(sign, sign) for sign in plain if sign == "\n" or (sign >= " " and sign != "\x7f")
    )


def folded(line: str) -> str:
    """A content line with its end, broken where it grows too long and never within a character (section 3.1)."""
    parts, room, begun = [], _LONGEST, ""
    for sign in line:
        size = len(sign.encode())
        if size > room:
            parts.append(begun)
            begun, room = "", _LONGEST - 1
        begun += sign
        room -= size
    return "\r\n ".join([*parts, begun]) + "\r\n"

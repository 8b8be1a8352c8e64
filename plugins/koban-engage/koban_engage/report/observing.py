"""How answering goes: single cases, from which KOBAN reckons the feature's indicators. Words, names and places stay here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from koban.api import AS_PLANNED
from koban.api.jobs import Observation, Observing
from koban_engage.report.records import REPORT, ReportRecord

SETTLED = timedelta(days=30)
"""After so long it is looked at what became of a report; later changes count no more."""
_HOUR = timedelta(hours=1)


def observe(observing: Observing) -> Iterator[Observation]:
    """Every report whose promised day has come, or that is a month old."""
    for stored in observing.records(REPORT):
        record = stored.value
        yield Observation("reports", record.sent, area=record.place.area)
        if record.kind != "tip":  # nobody waits for an answer to a tip
            yield from _answering(record, observing.now)
            yield from _closing(record, observing.now)


def _answering(record: ReportRecord, now: datetime) -> Iterator[Observation]:
    """A report counts from its promised day on, answered or not: or else those that wait longest would count for nothing.
    What is not answered yet has taken as long as it waited so far."""
    if record.promised > now:
        return
    began, answered = record.opened_again or record.sent, record.first_answer
    hours = ((answered or now) - began) / _HOUR
    in_time = answered is not None and answered <= record.promised
    yield Observation("first-answer", record.promised, hours, bound=(record.promised - began) / _HOUR)
    yield Observation("answered-in-time", record.promised, float(in_time), bound=AS_PLANNED)


def _closing(record: ReportRecord, now: datetime) -> Iterator[Observation]:
    at = record.sent + SETTLED
    if at > now:
        return
    closed = record.status == "closed"
    yield Observation("closed-with-answer", at, float(closed and record.first_answer is not None))
    if closed or record.opened_again is not None:
        yield Observation("reopened", at, float(record.opened_again is not None))
    if record.outcome:
        yield Observation("solved-agreed", at, float(record.outcome == "yes"))

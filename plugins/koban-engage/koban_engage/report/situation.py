"""What someone with a receipt may know of their report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from koban.api.web import Stored, Visit
from koban_engage.report.records import MESSAGE, MessageRecord, ReportRecord

MOST_MESSAGES = 500


@dataclass(frozen=True, slots=True)
class Spoken:
    """One message, as the conversation shows it."""

    who: str
    text: str
    at: datetime
    mine: bool
    internal: bool = False


def messages(visit: Visit, report: str) -> list[Stored[MessageRecord]]:
    """All messages and notes about a report, oldest first."""
    return visit.store.read().find(MESSAGE, parent=report, newest_first=False, limit=MOST_MESSAGES)


def conversation(visit: Visit, report: str) -> list[Spoken]:
    """What was said between the unit and the sender, as the sender reads it."""
    return [
        Spoken(
            visit._("You") if m.value.by == "you" else _unit(visit),
            m.value.text,
            m.value.at,
            m.value.by == "you",
        )
        for m in messages(visit, report)
        if m.value.by != "note"
    ]


def as_json(visit: Visit, stored: Stored[ReportRecord]) -> dict[str, Any]:
    """A report's state for programs."""
    record = stored.value
    return {
        "status": record.status,
        "promised": promised_day(visit, record),
        "category": record.category,
        "conversation": [
            {
                "from": m.value.by,
                "text": m.value.text,
                "at": m.value.at.astimezone(visit.community.time_zone).isoformat(),
            }
            for m in messages(visit, stored.id)
            if m.value.by != "note"
        ],
        "outcome": _outcome(record),
    }


def promised_day(visit: Visit, record: ReportRecord) -> str:
    """The promised day as an ISO date, where the unit is."""
    return record.promised.astimezone(visit.community.time_zone).date().isoformat()


def _outcome(record: ReportRecord) -> Mapping[str, str] | None:
    if record.status != "closed":
        return None
    return {"reason": record.reason or "", "whose": record.whose, "solved": record.outcome}


def _unit(visit: Visit) -> str:
    return visit.say(visit.unit.name) if visit.unit else visit._("The unit")

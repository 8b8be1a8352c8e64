"""What an officer does with a case: one act, as changes to the record and words to the sender or a note. Stores nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from koban.api.web import Visit
from koban_engage.report.asked import promise_again
from koban_engage.report.records import ReportRecord, opened_again
from koban_engage.report.wording import reasons
from koban_engage.sent import Sent

LONGEST_WORDS = 5_000
LONGEST_WHOSE = 200


@dataclass(frozen=True, slots=True)
class Decision:
    """What an act comes to."""

    errors: Mapping[str, str] = field(default_factory=dict)
    changes: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""
    """For the sender."""
    note: str = ""
    """For the desk alone."""
    detail: str = ""
    """For the audit log; no personal data."""
    said: str = ""
    """What the officer is told."""


def decide(visit: Visit, record: ReportRecord, sent: Sent, login: str, colleagues: list[str]) -> Decision:
    """What the act that the form names comes to."""
    act = _ACTS.get(sent.text("act"))
    if act is None:
        return Decision(errors={"act": visit._("Choose what to do.")})
    for field_ in ("reply", "note", "closing", "reopening"):
        if len(sent.text(field_)) > LONGEST_WORDS:
            return Decision(
                errors={field_: visit._("Write at most {limit} characters.", limit=LONGEST_WORDS)}
            )
    return act(visit, record, sent, login, colleagues)


def _reply(visit: Visit, record: ReportRecord, sent: Sent, login: str, _colleagues: list[str]) -> Decision:
    words = sent.text("reply")
    if not words:
        return Decision(errors={"reply": visit._("Write what the sender should read.")})
    if record.status == "closed":
        return Decision(
            errors={"reply": visit._("This case is closed. Open it again to write to the sender.")}
        )
    changes = _answered(record, visit.now, login) | {
        "status": "waiting" if sent.yes("wait") else "in-progress"
    }
    return Decision(changes=changes, words=words, said=visit._("Sent. The sender reads it with the receipt."))


def _note(visit: Visit, _record: ReportRecord, sent: Sent, _login: str, _colleagues: list[str]) -> Decision:
    if not sent.text("note"):
        return Decision(errors={"note": visit._("Write the note.")})
    return Decision(note=sent.text("note"), said=visit._("The note is kept. Only the desk reads it."))


def _assign(visit: Visit, _record: ReportRecord, sent: Sent, login: str, colleagues: list[str]) -> Decision:
    whom = login if sent.yes("me") else sent.text("whom")
    if whom and whom not in {*colleagues, login}:
        return Decision(errors={"whom": visit._("Choose somebody who works here.")})
    if not whom:
        return Decision(changes={"assigned": ""}, detail="nobody", said=visit._("It is nobody's case now."))
    return Decision(changes={"assigned": whom}, detail=whom, said=visit._("It is assigned."))


def _begin(visit: Visit, record: ReportRecord, _sent: Sent, login: str, _colleagues: list[str]) -> Decision:
    if record.status == "closed":
        return Decision(errors={"act": visit._("This case is closed. Open it again first.")})
    return Decision(
        changes={"status": "in-progress", "assigned": record.assigned or login},
        said=visit._("It is in progress. The sender sees that."),
    )


def _close(visit: Visit, record: ReportRecord, sent: Sent, login: str, _colleagues: list[str]) -> Decision:
    reason, whose, words = sent.text("reason"), sent.text("whose"), sent.text("closing")
    errors: dict[str, str] = {}
    if record.status == "closed":
        errors["act"] = visit._("This case is closed already.")
    if reason not in {known for known, _, _ in reasons(visit)}:
        errors["reason"] = visit._("Choose why it is closed.")
    if reason == "not-ours" and not whose:
        errors["whose"] = visit._("Say whose matter it is.")
    if len(whose) > LONGEST_WHOSE:
        errors["whose"] = visit._("Write at most {limit} characters.", limit=LONGEST_WHOSE)
    if not words:
        errors["closing"] = visit._("Write what the sender should read. Nobody is closed without a word.")
    if errors:
        return Decision(errors=errors)
    closed = {
        "status": "closed",
        "reason": reason,
        "whose": whose if reason == "not-ours" else "",
        "outcome": "",
    }
    return Decision(
        changes=_answered(record, visit.now, login) | closed,
        words=words,
        detail=reason,
        said=visit._("It is closed. The sender is asked whether it was solved."),
    )


def _reopen(visit: Visit, record: ReportRecord, sent: Sent, login: str, _colleagues: list[str]) -> Decision:
    if record.status != "closed":
        return Decision(errors={"act": visit._("This case is open.")})
    changes = {
        **opened_again(visit.now),
        "status": "in-progress",
        "promised": promise_again(visit, record),
        "assigned": login,
    }
    return Decision(changes=changes, words=sent.text("reopening"), said=visit._("It is open again."))


def _answered(record: ReportRecord, now: datetime, login: str) -> dict[str, Any]:
    return {"first_answer": record.first_answer or now, "asks": False, "assigned": record.assigned or login}


_ACTS: Mapping[str, Callable[[Visit, ReportRecord, Sent, str, list[str]], Decision]] = {
    "reply": _reply,
    "note": _note,
    "assign": _assign,
    "begin": _begin,
    "close": _close,
    "reopen": _reopen,
}

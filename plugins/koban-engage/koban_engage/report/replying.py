"""What the sender of a report says afterwards: words, and whether it was solved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from koban.api.web import Stored, Visit, Writer
from koban_engage.report.asked import promise_again
from koban_engage.report.records import MESSAGE, REPORT, MessageRecord, ReportRecord, opened_again


def say_words(visit: Visit, report: str, words: str, once: str) -> None:
    """Add the sender's words; the same `once` again adds nothing. What waited for the sender goes on."""

    def act(writer: Writer) -> None:
        stored = writer.get(REPORT, report)
        if stored is not None and _add(writer, visit, stored, words, once):
            status = "in-progress" if stored.value.status == "waiting" else stored.value.status
            _change(writer, stored, {"status": status, "asks": True})

    visit.store.write(act)


def say_outcome(visit: Visit, report: str, *, solved: bool, words: str, once: str) -> None:
    """Record the sender's answer to "was it solved?"; a no opens the report again."""

    def act(writer: Writer) -> None:
        stored = writer.get(REPORT, report)
        if stored is None or stored.value.status != "closed":
            return
        if words:
            _add(writer, visit, stored, words, once)
        if solved:
            _change(writer, stored, {"outcome": "yes"})
        else:
            promised = promise_again(visit, stored.value)
            anew = {**opened_again(visit.now), "outcome": "no", "asks": True, "promised": promised}
            _change(writer, stored, anew)

    visit.store.write(act)


def _add(writer: Writer, visit: Visit, stored: Stored[ReportRecord], words: str, once: str) -> bool:
    message = MessageRecord(by="you", text=words, at=visit.now)
    id_ = visit.keyed_hash(f"message:{stored.id}:{once}")
    return writer.add(MESSAGE, message, instance=stored.instance, id=id_, parent=stored.id)[1]


def _change(writer: Writer, stored: Stored[ReportRecord], changes: Mapping[str, Any]) -> None:
    record = stored.value.model_copy(update={**changes, "turn": stored.value.turn + 1})
    writer.put(REPORT, record, instance=stored.instance, id=stored.id)

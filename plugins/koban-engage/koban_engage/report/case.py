"""One case: what was sent, what was said, what to do next. Opening it and every act are written to the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from koban.api.web import APIRouter, Here, HTTPException, Response, Stored, Visit, Writer
from koban_engage.officer import officer_of
from koban_engage.report.deciding import Decision, decide
from koban_engage.report.facts import answers_of, facts_of, talk_of
from koban_engage.report.inbox import due_words, open_rows
from koban_engage.report.reading import case_of
from koban_engage.report.records import MESSAGE, REPORT, MessageRecord, ReportRecord
from koban_engage.report.wording import TONES, reasons, status_label, status_words
from koban_engage.sent import Sent, SentForm

router = APIRouter()


@router.get("/case/{id_}")
def case(visit: Here, id_: str) -> Response:
    """The case page."""
    stored = case_of(visit, id_)
    login = officer_of(visit).login
    visit.store.write(lambda writer: writer.audit(login, "report.opened", id_))
    return _page(visit, stored)


@router.get("/case/{id_}/photo/{photo}")
def photo(visit: Here, id_: str, photo: str) -> Response:
    """A photo of the report."""
    case_of(visit, id_)
    found = visit.store.read().attachment(photo)
    if found is None or found.parent != id_:
        raise HTTPException(404)
    return Response(found.body, media_type=found.media_type, headers={"Cache-Control": "private, no-store"})


@router.post("/case/{id_}")
def act(visit: Here, id_: str, sent: SentForm) -> Response:
    """Do what the form says, unless the case changed since its page was shown."""
    stored = case_of(visit, id_)
    login = officer_of(visit).login
    decision = decide(visit, stored.value, sent, login, [known for known, _ in visit.colleagues()])
    if stored.value.turn != sent.number("turn"):
        return _page(visit, stored, sent, 409, changed=True)
    if decision.errors:
        return _page(visit, stored, sent, 422, errors=decision.errors)
    if not visit.store.write(lambda writer: _do(writer, visit, stored, decision, sent.text("act"), login)):
        return _page(visit, case_of(visit, id_), sent, 409, changed=True)
    return visit.redirect(f"case/{id_}", note=decision.said)


def _do(
    writer: Writer, visit: Visit, seen: Stored[ReportRecord], decision: Decision, name: str, login: str
) -> bool:
    """Write the decision; False if the case is no longer as it was seen."""
    now = writer.get(REPORT, seen.id)
    if now is None or now.value.turn != seen.value.turn:
        return False
    for words, by in ((decision.words, "unit"), (decision.note, "note")):
        if words:
            message = MessageRecord.model_validate({"by": by, "text": words, "at": visit.now, "login": login})
            writer.put(MESSAGE, message, instance=seen.instance, parent=seen.id)
    changes: Mapping[str, Any] = {**decision.changes, "turn": seen.value.turn + 1}
    writer.put(REPORT, seen.value.model_copy(update=changes), instance=seen.instance, id=seen.id)
    writer.audit(login, f"report.{name}", seen.id, decision.detail)
    return True


def _page(
    visit: Visit,
    stored: Stored[ReportRecord],
    sent: Sent | None = None,
    status: int = 200,
    *,
    errors: Mapping[str, str] | None = None,
    changed: bool = False,
) -> Response:
    record = stored.value
    due, tone = due_words(visit, record)
    return visit.render(
        "report/case.html",
        status,
        id=stored.id,
        rows=open_rows(visit),
        record=record,
        label=visit.say(record.label),
        due=due,
        tone=tone,
        state=status_label(visit, record.status),
        state_tone=TONES[record.status],
        reads=status_words(visit, record),
        facts=facts_of(visit, record),
        answers=answers_of(visit, record),
        talk=talk_of(visit, stored.id),
        photos=visit.store.read().attachments(stored.id),
        colleagues=visit.colleagues(),
        me=officer_of(visit).login,
        reasons=reasons(visit),
        errors=errors or {},
        changed=changed,
        sent=sent or Sent(),
    )

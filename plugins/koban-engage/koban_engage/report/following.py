"""Following up with a receipt: state, conversation, "was it solved?". The receipt travels in the body only."""

from __future__ import annotations

from typing import Any

from koban.api.web import APIRouter, Here, Response, Stored, Visit
from koban_engage.misses import MISSES
from koban_engage.receipt import in_groups, new_receipt, read_receipt
from koban_engage.report.keeping import kept_under
from koban_engage.report.records import ReportRecord
from koban_engage.report.replying import say_outcome, say_words
from koban_engage.report.situation import conversation
from koban_engage.report.wording import TONES, next_words, status_words
from koban_engage.sent import Sent, SentForm

router = APIRouter()
LONGEST_WORDS = 5_000


@router.get("/status")
def ask(visit: Here) -> Response:
    """Where the receipt is typed in."""
    return _ask(visit)


@router.post("/status")
def follow(visit: Here, sent: SentForm) -> Response:
    """Show the report with this receipt; on the way take what its sender says."""
    typed = sent.text("receipt")
    receipt = read_receipt(typed)
    if receipt is None:
        wrong = visit._("A receipt has 20 letters and digits, such as 7K2M-… Check it and try again.")
        return _ask(visit, 422, typed[:60], wrong)
    stored = kept_under(visit, receipt)
    if stored is None:
        if MISSES.too_many(visit.community.uid, visit.now):
            return _ask(
                visit, 429, typed, visit._("Too many receipts were tried. Wait a minute, then try again.")
            )
        gone = visit._("There is no report with this receipt. It may be mistyped, or its time is over.")
        return _ask(visit, 404, typed, gone)
    errors, note = _take(visit, stored, sent)
    if note:
        stored = kept_under(visit, receipt) or stored
    return _show(visit, receipt, stored, sent if errors else Sent(), errors=errors, note=note)


def _take(visit: Visit, stored: Stored[ReportRecord], sent: Sent) -> tuple[dict[str, str], str]:
    """What the sender says with this request, if anything: (mistakes, confirmation)."""
    act, words, once = sent.text("act"), sent.text("words"), sent.text("once")
    if act not in {"say", "solved", "not-solved"} or read_receipt(once) is None:
        return {}, ""
    if len(words) > LONGEST_WORDS:
        return {"words": visit._("Write at most {limit} characters.", limit=visit.number(LONGEST_WORDS))}, ""
    if act == "say":
        if not words:
            return {"words": visit._("Write what you want to tell the unit.")}, ""
        say_words(visit, stored.id, words, once)
        return {}, visit._("Your message is with the unit.")
    if act == "not-solved" and not words:
        return {"words": visit._("Say in a few words what is still wrong.")}, ""
    say_outcome(visit, stored.id, solved=act == "solved", words=words, once=once)
    if act == "solved":
        return {}, visit._("Thank you for telling us.")
    return {}, visit._("We have opened it again.")


def _ask(visit: Visit, status: int = 200, typed: str = "", error: str = "") -> Response:
    return visit.render(
        "report/ask-receipt.html", status, typed=typed, errors={"receipt": error} if error else {}
    )


def _show(visit: Visit, receipt: str, stored: Stored[ReportRecord], sent: Sent, **data: Any) -> Response:
    record = stored.value
    return visit.render(
        "report/situation.html",
        422 if data["errors"] else 200,
        receipt=in_groups(receipt),
        once=new_receipt(),
        record=record,
        category=visit.config.categories.get(record.category),
        label=visit.say(record.label),
        state=status_words(visit, record),
        tone="warn" if record.reason in {"not-solved", "not-ours"} else TONES[record.status],
        next=next_words(visit, record.kind, record.promised),
        late=record.status != "closed" and record.first_answer is None and visit.now > record.promised,
        messages=conversation(visit, stored.id),
        sent=sent,
        **data,
    )

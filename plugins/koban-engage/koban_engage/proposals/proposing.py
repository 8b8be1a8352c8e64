"""Making a proposal, and following it with a receipt."""

from __future__ import annotations

import json
from typing import Any

from koban.api.web import APIRouter, Here, HTTPException, JSONResponse, Response, Stored, Visit, problem
from koban_engage.misses import MISSES
from koban_engage.personal import PATTERNS, personal_data
from koban_engage.proposals.records import PROPOSAL, Proposal
from koban_engage.proposals.wording import TONES, state_words
from koban_engage.qr import qr_data, qr_svg
from koban_engage.receipt import in_groups, new_receipt, read_receipt
from koban_engage.sent import Sent, SentForm

router = APIRouter()
LONGEST = {"title": 150, "text": 5_000, "contact": 200}


@router.get("/new")
def write(visit: Here) -> Response:
    """An empty form."""
    _must_be_open(visit)
    return _form_page(visit, Sent(), new_receipt())


@router.post("/new")
def propose(visit: Here, sent: SentForm) -> Response:
    """Take a proposal; sent twice it is one."""
    _must_be_open(visit)
    receipt = read_receipt(sent.text("receipt")) or new_receipt()
    errors = _errors(visit, sent)
    if errors:
        if sent.wants_json:
            title = visit._("This proposal could not be taken as it is.")
            return problem(422, title, " ".join(errors.values()), "not-taken", errors)
        return _form_page(visit, sent, receipt, 422, errors=errors)
    found = personal_data(f"{sent.text('title')}\n{sent.text('text')}")
    if not sent.wants_json and not sent.yes("checked") and found:
        return _form_page(visit, sent, receipt, found=found)
    stored, same = _keep(visit, sent, receipt)
    if not same:
        if sent.wants_json:
            title = visit._("Another proposal was sent with this receipt.")
            return problem(409, title, visit._("Send it again as a new one."), "receipt-used")
        return _form_page(visit, sent, new_receipt(), 409, again=True)
    return _received(visit, sent, receipt, stored)


@router.get("/status")
def ask(visit: Here) -> Response:
    """Where the receipt is typed in."""
    return visit.render("proposals/ask-receipt.html", typed="", errors={})


@router.post("/status")
def follow(visit: Here, sent: SentForm) -> Response:
    """Show the proposal with this receipt to its author."""
    typed = sent.text("receipt")
    receipt = read_receipt(typed)
    stored = visit.store.read().get(PROPOSAL, _id(visit, receipt)) if receipt else None
    if stored is None or stored.instance != visit.instance:
        words, status = (
            visit._("There is no proposal with this receipt. It may be mistyped, or its time is over."),
            404,
        )
        if MISSES.too_many(visit.community.uid, visit.now):
            words, status = visit._("Too many receipts were tried. Wait a minute, then try again."), 429
        return visit.render("proposals/ask-receipt.html", status, typed=typed[:60], errors={"receipt": words})
    value = stored.value
    return visit.render(
        "proposals/situation.html",
        id=stored.id,
        proposal=value,
        words=state_words(visit, value.state),
        tone=TONES[value.state],
    )


def _must_be_open(visit: Visit) -> None:
    if not visit.config.open:
        raise HTTPException(404)


def _errors(visit: Visit, sent: Sent) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not sent.text("title"):
        errors["title"] = visit._("Say in one line what you propose.")
    if not sent.text("text"):
        errors["text"] = visit._("Say what should change, and why.")
    for name, longest in LONGEST.items():
        if len(sent.text(name)) > longest:
            errors[name] = visit._("Write at most {limit} characters.", limit=visit.number(longest))
    return errors


def _id(visit: Visit, receipt: str) -> str:
    return visit.keyed_hash(f"proposal:{receipt}")


def _keep(visit: Visit, sent: Sent, receipt: str) -> tuple[Stored[Proposal], bool]:
    words = [sent.text(name) for name in ("title", "text", "contact")]
    fingerprint = visit.keyed_hash(json.dumps([visit.instance_key, *words]))
    proposal = Proposal(
        title=words[0],
        text=words[1],
        contact=words[2],
        language=visit.language,
        sent=visit.now,
        promised=visit.promise(visit.config.first_answer),
        fingerprint=fingerprint,
    )
    id_, instance, purpose = _id(visit, receipt), visit.instance, visit.config.purpose
    stored, _ = visit.store.write(
        lambda writer: writer.add(PROPOSAL, proposal, instance=instance, id=id_, purpose=purpose)
    )
    return stored, stored.value.fingerprint == fingerprint and stored.instance == instance


def _form_page(visit: Visit, sent: Sent, receipt: str, status: int = 200, **more: Any) -> Response:
    data: dict[str, Any] = {"errors": {}, "found": [], "again": False, **more}
    promised = visit.date(visit.promise(visit.config.first_answer))
    return visit.render(
        "proposals/new.html", status, sent=sent, receipt=receipt, promised=promised, patterns=PATTERNS, **data
    )


def _received(visit: Visit, sent: Sent, receipt: str, stored: Stored[Proposal]) -> Response:
    promised = stored.value.promised.astimezone(visit.community.time_zone)
    title = visit._("We have received your proposal")
    words = visit._(
        "The unit reads it. By {day} it stands here for everybody to support, or you read with your receipt why not.",
        day=visit.date(promised),
    )
    if sent.wants_json:
        answer = {"receipt": receipt, "title": title, "next": words, "promised": promised.date().isoformat()}
        answer["qr"] = qr_data(in_groups(receipt))
        return JSONResponse(answer, 201)
    return visit.render(
        "proposals/received.html",
        title=title,
        next=words,
        receipt=in_groups(receipt),
        qr=qr_svg(in_groups(receipt), visit._("Your receipt as a QR code")),
    )

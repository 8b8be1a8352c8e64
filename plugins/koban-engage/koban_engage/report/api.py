"""Reports for apps and machines: JSON in, JSON or problem+json out."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from koban.api.web import APIRouter, Depends, Here, JSONResponse, Request, Response, Visit, plain, problem
from koban_engage.misses import MISSES
from koban_engage.receipt import new_receipt, read_receipt
from koban_engage.report.asked import Asked, asked
from koban_engage.report.judging import judge
from koban_engage.report.keeping import Kept, keep, kept_under
from koban_engage.report.records import Contact, Place
from koban_engage.report.situation import as_json, promised_day
from koban_engage.report.submission import Submission
from koban_engage.report.wording import next_words

router = APIRouter()


class Incoming(BaseModel):
    """Base of request bodies: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class NewReport(Incoming):
    """Body of `POST reports`."""

    category: str
    text: str = ""
    anonymous: bool = True
    answers: dict[str, Any] = {}
    place: Annotated[Place | str | None, Field(union_mode="left_to_right")] = None
    contact: Contact | None = None
    form: str = ""
    """Digest of the form it was made on, if that may be an older one."""


class AskedStatus(Incoming):
    """Body of `POST status`."""

    receipt: str


async def _body(request: Request) -> bytes:
    return await request.body()


Body = Annotated[bytes, Depends(_body)]


@router.post("/reports")
def report(visit: Here, request: Request, body: Body) -> Response:
    """201 for a new report, 200 for one that was sent before with the same `Idempotency-Key` (the receipt)."""
    key = request.headers.get("idempotency-key")
    receipt = new_receipt() if key is None else read_receipt(key)
    if receipt is None:
        detail = visit._("It is a receipt: 20 letters and digits, 100 random bits in Crockford's base 32.")
        return problem(400, visit._("The header Idempotency-Key cannot be used."), detail, "bad-receipt")
    try:
        incoming = NewReport.model_validate_json(body)
    except ValidationError as error:
        return _unreadable(visit, error)
    form = asked(visit, incoming.category, incoming.form)
    if form is None:
        detail = visit._("The categories are: {names}.", names=", ".join(visit.config.categories))
        return problem(422, visit._("There is no such category."), detail, "unknown-category")
    return _taken(visit, receipt, form, incoming)


def _taken(visit: Visit, receipt: str, form: Asked, incoming: NewReport) -> Response:
    judged = judge(visit, form, _submission(incoming))
    if judged.record is None:
        title = visit._("This report could not be taken as it is.")
        return problem(422, title, " ".join(judged.errors.values()), "not-taken", judged.errors)
    kept = keep(visit, receipt, judged.record, form.definition["purpose"], None)
    if not kept.same:
        title = visit._("Another report was sent with this receipt.")
        return problem(409, title, visit._("Send it again as a new one."), "receipt-used")
    return JSONResponse(_answer(visit, receipt, kept), 201 if kept.created else 200)


@router.post("/status")
def status(visit: Here, body: Body) -> Response:
    """The state of the report with this receipt; 404 alike for wrong and expired ones."""
    try:
        receipt = read_receipt(AskedStatus.model_validate_json(body).receipt)
    except ValidationError as error:
        return _unreadable(visit, error)
    stored = kept_under(visit, receipt) if receipt else None
    if stored is not None:
        return JSONResponse(as_json(visit, stored))
    if MISSES.too_many(visit.community.uid, visit.now):
        return problem(
            429, visit._("Too many receipts were tried. Wait a minute, then try again."), code="slow-down"
        )
    return problem(404, visit._("There is no report with this receipt."), code="no-such-receipt")


def _submission(incoming: NewReport) -> Submission:
    place = Place(text=incoming.place) if isinstance(incoming.place, str) else incoming.place or Place()
    place = place.model_copy(update={"text": plain(place.text), "area": plain(place.area)})
    contact = incoming.contact
    if contact is not None:
        contact = Contact(name=plain(contact.name), reach=plain(contact.reach))
    return Submission(
        text=plain(incoming.text),
        answers=incoming.answers,
        place=place,
        anonymous=incoming.anonymous,
        contact=contact,
    )


def _answer(visit: Visit, receipt: str, kept: Kept) -> dict[str, str]:
    record = kept.stored.value
    return {
        "receipt": receipt,
        "status": record.status,
        "promised": promised_day(visit, record),
        "next": next_words(visit, record.kind, record.promised),
    }


def _unreadable(visit: Visit, error: ValidationError) -> Response:
    places = [".".join(str(part) for part in mistake["loc"]) for mistake in error.errors()[:5]]
    named = ", ".join(place for place in places if place)
    detail = visit._("Look at: {names}.", names=named) if named else visit._("The body is no JSON object.")
    return problem(400, visit._("The request cannot be read."), detail, "bad-request")

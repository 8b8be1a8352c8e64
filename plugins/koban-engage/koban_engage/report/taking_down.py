"""Taking down what someone says at the counter, by phone or by post. The person leaves with a receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from koban.api.web import APIRouter, Here, HTTPException, Response, Visit
from koban_engage.officer import officer_of
from koban_engage.qr import qr_svg
from koban_engage.receipt import in_groups, new_receipt, read_receipt
from koban_engage.report.asked import Asked, asked
from koban_engage.report.filled import areas, fields, submission_of
from koban_engage.report.judging import judge
from koban_engage.report.keeping import keep
from koban_engage.report.photo import Photo, photo_of
from koban_engage.report.records import TakenDown, Way
from koban_engage.report.submission import Submission
from koban_engage.report.wording import next_words, way_words
from koban_engage.sent import Sent, SentForm

router = APIRouter()
LONGEST_LINE = 500
WAYS: Mapping[str, Way] = {"counter": "counter", "phone": "phone", "post": "post"}


@router.get("/take-down")
def choose(visit: Here) -> Response:
    """Which category it belongs to."""
    return visit.render("report/take-down-choose.html", categories=visit.config.categories)


@router.get("/take-down/{category}")
def write(visit: Here, category: str) -> Response:
    """An empty form."""
    return _form_page(visit, _form(visit, category), Sent(), new_receipt())


@router.post("/take-down/{category}")
def take(visit: Here, category: str, sent: SentForm) -> Response:
    """Keep it, and show the receipt to hand over."""
    form = _form(visit, category, sent.text("form"))
    receipt = read_receipt(sent.text("receipt")) or new_receipt()
    photo = photo_of(visit, sent)
    judged = judge(visit, form, _submission(visit, form, sent, photo))
    errors = judged.errors | _about_it(visit, sent) | ({"photo": photo.error} if photo.error else {})
    if judged.record is None or errors:
        return _form_page(visit, form, sent, receipt, 422, errors=errors, photo=photo)
    kept = keep(visit, receipt, judged.record, form.definition["purpose"], photo.body)
    if not kept.same:
        return _form_page(visit, form, sent, new_receipt(), 409, photo=photo, again=True)
    record = kept.stored.value
    return visit.render(
        "report/taken-down.html",
        id=kept.stored.id,
        receipt=in_groups(receipt),
        qr=qr_svg(in_groups(receipt), visit._("Your receipt as a QR code")),
        label=visit.say(record.label),
        next=next_words(visit, record.kind, record.promised),
        where=f"{visit.origin}/{visit.instance}/status",
    )


def _form(visit: Visit, category: str, digest: str = "") -> Asked:
    form = asked(visit, category, digest)
    if form is None:
        raise HTTPException(404)
    return form


def _submission(visit: Visit, form: Asked, sent: Sent, photo: Photo) -> Submission:
    taken = TakenDown(
        by=officer_of(visit).login,
        consent=sent.yes("consent"),
        hears_back=sent.text("hears-back")[:LONGEST_LINE],
    )
    submission = submission_of(form, sent, has_photo=photo.body is not None)
    return replace(submission, taken_down=taken, way=WAYS.get(sent.text("way"), "counter"))


def _about_it(visit: Visit, sent: Sent) -> dict[str, str]:
    errors: dict[str, str] = {}
    if sent.text("way") not in WAYS:
        errors["way"] = visit._("Choose how it came.")
    if not sent.yes("consent"):
        errors["consent"] = visit._(
            "Ask whether this may be kept, and tick it. Without a yes, write nothing down."
        )
    if not sent.text("hears-back"):
        errors["hears-back"] = visit._(
            "Say how the person hears the answer: with the receipt, by phone, here at the post."
        )
    if len(sent.text("hears-back")) > LONGEST_LINE:
        errors["hears-back"] = visit._("Write at most {limit} characters.", limit=LONGEST_LINE)
    return errors


def _form_page(
    visit: Visit, form: Asked, sent: Sent, receipt: str, status: int = 200, **more: Any
) -> Response:
    data: dict[str, Any] = {"errors": {}, "photo": Photo(), "again": False, **more}
    return visit.render(
        "report/take-down.html",
        status,
        form=form,
        label=visit.say(form.definition["label"]),
        sent=sent,
        receipt=receipt,
        questions=fields(visit, form, sent),
        areas=areas(visit),
        promised=visit.date(visit.promise(form.definition["firstAnswer"])),
        ways=[(way, way_words(visit, way)) for way in WAYS.values()],
        **data,
    )

"""Writing and sending a report: the form, what to correct, what to look at again, the receipt."""

from __future__ import annotations

from typing import Any

from koban.api.web import APIRouter, Here, HTTPException, JSONResponse, Request, Response, Visit, problem
from koban_engage.personal import PATTERNS, personal_data
from koban_engage.qr import qr_data, qr_svg
from koban_engage.receipt import in_groups, new_receipt, read_receipt
from koban_engage.report.asked import Asked, asked
from koban_engage.report.filled import areas, fields, submission_of
from koban_engage.report.judging import judge
from koban_engage.report.keeping import Kept, keep
from koban_engage.report.photo import Photo, photo_of
from koban_engage.report.situation import promised_day
from koban_engage.report.wording import next_words, staffed_words
from koban_engage.sent import Sent, SentForm

router = APIRouter()


@router.get("/new/{category}")
def write(visit: Here, category: str, request: Request) -> Response:
    """An empty form. Who leaves a sensitive one quickly leaves no copy of it: no receipt, nothing typed behind "back"."""
    form = asked(visit, category)
    if form is None:
        raise HTTPException(404)
    page = _form_page(visit, form, Sent(), new_receipt())
    settings = visit.config.categories.get(form.category)
    # The service worker asks for the page as such, and keeps it empty for when there is no network.
    if settings is not None and settings.sensitive and request.headers.get("sec-fetch-dest") == "document":
        page.headers["Cache-Control"] = "no-store"
    return page


@router.post("/new/{category}")
def send(visit: Here, category: str, sent: SentForm) -> Response:
    """Take a report. It is committed before the answer goes out; sent twice it is one report."""
    form = asked(visit, category, sent.text("form"))
    receipt = read_receipt(sent.text("receipt"))
    if form is None:
        return _refused(
            visit, sent, {"text": visit._("This form is no longer in use here. Start again on a new one.")}
        )
    if receipt is None:
        receipt = new_receipt()
    photo = photo_of(visit, sent)
    judged = judge(visit, form, submission_of(form, sent, has_photo=photo.body is not None))
    errors = judged.errors | ({"photo": photo.error} if photo.error else {})
    if judged.record is None or errors:
        return _to_correct(visit, form, sent, receipt, errors, photo)
    if (
        not sent.wants_json
        and not sent.yes("checked")
        and (sent.yes("edit") or personal_data(judged.record.text))
    ):
        return _to_look_at(visit, form, sent, receipt, photo)
    kept = keep(visit, receipt, judged.record, form.definition["purpose"], photo.body)
    if not kept.same:
        return _another(visit, form, sent, photo)
    return _received(visit, sent, receipt, kept)


def _form_page(
    visit: Visit, form: Asked, sent: Sent, receipt: str, status: int = 200, **more: Any
) -> Response:
    promised = visit.promise(form.definition["firstAnswer"])
    data: dict[str, Any] = {"errors": {}, "photo": Photo(), "again": False, **more}
    return visit.render(
        "report/form.html",
        status,
        form=form,
        category=visit.config.categories.get(form.category),
        label=visit.say(form.definition["label"]),
        sent=sent,
        receipt=receipt,
        questions=fields(visit, form, sent),
        areas=areas(visit),
        promised=visit.date(promised),
        staffed=staffed_words(visit),
        patterns=PATTERNS,
        **data,
    )


def _to_correct(
    visit: Visit, form: Asked, sent: Sent, receipt: str, errors: dict[str, str], photo: Photo
) -> Response:
    if sent.wants_json:
        return _refused(visit, sent, errors)
    return _form_page(visit, form, sent, receipt, 422, errors=errors, photo=photo)


def _to_look_at(visit: Visit, form: Asked, sent: Sent, receipt: str, photo: Photo) -> Response:
    """Personal data in free text is pointed out once, then it is the writer's choice."""
    if sent.yes("edit"):
        return _form_page(visit, form, sent, receipt, photo=photo)
    carried = [
        (name, value)
        for name, values in sent.fields.items()
        if name not in {"photo-kept", "receipt", "form"}
        for value in values
    ]
    return visit.render(
        "report/look.html",
        form=form,
        category=visit.config.categories.get(form.category),
        found=personal_data(sent.text("text")),
        text=sent.text("text"),
        carried=carried,
        receipt=receipt,
        photo=photo,
    )


def _another(visit: Visit, form: Asked, sent: Sent, photo: Photo) -> Response:
    """The receipt belongs to something sent before: nothing typed is lost, and a new receipt makes it a new report."""
    if sent.wants_json:
        return problem(
            409,
            visit._("Another report was sent with this receipt."),
            visit._("Send it again as a new one."),
            "receipt-used",
        )
    return _form_page(visit, form, sent, new_receipt(), 409, photo=photo, again=True)


def _refused(visit: Visit, sent: Sent, errors: dict[str, str]) -> Response:
    title = visit._("This report could not be taken as it is.")
    if sent.wants_json:
        return problem(422, title, " ".join(errors.values()), "not-taken", errors)
    return visit.render("report/gone.html", 410, text=sent.text("text"))


def _received(visit: Visit, sent: Sent, receipt: str, kept: Kept) -> Response:
    record = kept.stored.value
    words = next_words(visit, record.kind, record.promised)
    title = visit._("We have received it")
    if sent.wants_json:
        answer = {
            "receipt": receipt,
            "title": title,
            "next": words,
            "promised": promised_day(visit, record),
            "qr": qr_data(in_groups(receipt)),
        }
        return JSONResponse(answer, 201 if kept.created else 200)
    return visit.render(
        "report/received.html",
        title=title,
        next=words,
        receipt=in_groups(receipt),
        qr=qr_svg(in_groups(receipt), visit._("Your receipt as a QR code")),
        record=record,
        category=visit.config.categories.get(record.category),
        staffed=staffed_words(visit),
    )

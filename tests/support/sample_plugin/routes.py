"""What the sample feature answers."""

from __future__ import annotations

from typing import Annotated

from koban.api.web import (
    APIRouter,
    Card,
    Form,
    Here,
    HTTPException,
    JSONResponse,
    Request,
    Response,
    UploadFile,
    Visit,
    problem,
)

pages, api, desk = APIRouter(), APIRouter(), APIRouter()


def cards(visit: Visit) -> list[Card]:
    if visit.config.breaks:
        raise RuntimeError("this home card breaks")
    return [
        Card(
            visit._("Report something"),
            visit._("Noise, damage, worry: tell us."),
            visit.url("form"),
            "report",
        ),
        Card("Ask a question", "We answer within two days.", visit.url(), "question"),
        Card(
            "Saturday walk along the quay", "Walk with us.", visit.url(), "news", kind="news", meta="3 March"
        ),
        Card(
            "It is dark by the bridge", "Four lamps stand there now.", "", "idea", kind="result", meta="May"
        ),
    ]


@pages.get("/")
def index(visit: Here) -> Response:
    return visit.render("sample/index.html")


@pages.get("/form")
def form(visit: Here) -> Response:
    return visit.render("sample/form.html", errors={}, values={})


@pages.get("/outboxed")
def outboxed(visit: Here) -> Response:
    return visit.render("sample/form.html", errors={}, values={})


@pages.post("/form")
def send(visit: Here, what: Annotated[str, Form()] = "", photo: UploadFile | None = None) -> Response:
    if not what:
        return visit.render("sample/form.html", 422, errors={"what": "Tell us what happened"}, values={})
    return visit.redirect("", note=f"Thank you for “{what}”")


@pages.post("/outbox")
def outbox(
    visit: Here, request: Request, what: Annotated[str, Form()], receipt: Annotated[str, Form()]
) -> Response:
    if what == "refuse":
        return problem(422, "This category is closed", "Please call us.")
    assert request.headers["idempotency-key"] == receipt
    visit.runtime.control.set_note(f"sent-{receipt}", what)
    return JSONResponse({"receipt": receipt, "title": "Sent", "next": visit.url()}, 201)


@pages.get("/boom")
def boom() -> Response:
    raise RuntimeError("boom")


@pages.get("/number/{n}")
def number(n: int) -> Response:
    return Response(str(n))


@pages.get("/gone")
def gone() -> Response:
    raise HTTPException(410, "That was taken away in May.")


@api.get("/cookies")
def cookies(request: Request) -> dict[str, str]:
    return dict(request.cookies)


@api.post("/cookies")
def post_cookies(request: Request) -> dict[str, str]:
    return dict(request.cookies)


@desk.get("/")
def inbox(visit: Here) -> Response:
    return visit.render("sample/inbox.html")

"""Error answers: a calm page in the reader's language that says what to do, or problem+json under /api/."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from koban.texts.words import Words
from koban.web.problem import problem
from koban.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the page of one kind of error says."""

    title: str
    text: str
    icon: str = "question"


def trouble(status: int, words: Words) -> Trouble:
    """What to say about `status`."""
    _ = words.gettext
    match status:
        case 403:
            return Trouble(
                _("You cannot open this page"),
                _(
                    "It is meant for other people, or it was opened from another website. Go back to the start and try again."
                ),
                "lock",
            )
        case 404 | 410:
            return Trouble(
                _("There is no such page here"),
                _(
                    "It may have moved, or the address has a small mistake in it. The start page leads to everything there is."
                ),
            )
        case 405:
            return Trouble(
                _("This cannot be done here"), _("Please go back to the page before and use its buttons.")
            )
        case 413:
            return Trouble(
                _("That was too much at once"),
                _(
                    "All photos together may have up to 12 megabytes. Go back, leave one out or take a smaller one, and send again. What you wrote is still in the form."
                ),
                "photo",
            )
        case 400 | 422:
            return Trouble(
                _("Something in the form could not be read"),
                _("Go back and send it again. What you wrote is still in the form."),
                "edit",
            )
        case 429:
            return Trouble(
                _("Too many attempts"), _("Please wait a few minutes and then try again."), "clock"
            )
        case 500 | 503:
            return Trouble(
                _("Something went wrong on our side"),
                _("You did nothing wrong. Please try again in a few minutes, or reach us by phone."),
                "sync",
            )
        case _:
            return Trouble(HTTPStatus(status).phrase, _("Please go back to the page before."))


def error_response(visit: Visit, status: int, detail: str = "") -> Response:
    """The answer for `status`; `detail` is for machines, or replaces the text where a feature gave its own."""
    said = trouble(status, visit.words)
    if visit.kind == "api" or visit.path.startswith("/api/"):
        return problem(status, said.title, detail or said.text, code=f"http-{status}")
    visit.instance = ""
    template = "desk-error.html" if visit.kind == "desk" else "error.html"
    response = visit.render(template, status, trouble=said, detail=detail, http_status=status)
    response.headers["cache-control"] = "no-store"
    return response


async def on_http_error(request: Request, error: Exception) -> Response:
    """Answer an HTTPException that a handler raised."""
    if not isinstance(error, HTTPException):
        raise error
    plain = HTTPStatus(error.status_code).phrase
    detail = error.detail if isinstance(error.detail, str) and error.detail != plain else ""
    response = error_response(request.scope["koban.visit"], error.status_code, detail)
    response.headers.update(error.headers or {})
    return response


async def on_invalid_request(request: Request, error: Exception) -> Response:
    """Answer a request whose fields FastAPI could not read."""
    if not isinstance(error, RequestValidationError):
        raise error
    places = sorted({".".join(str(part) for part in found["loc"][1:]) for found in error.errors()})
    visit: Visit = request.scope["koban.visit"]
    detail = ", ".join(places) if visit.kind == "api" else ""
    return error_response(visit, 422, detail)


async def on_crash(request: Request, _error: Exception) -> Response:
    """Answer a request whose handler failed; the error itself is logged by the dispatcher."""
    return error_response(request.scope["koban.visit"], 500)

"""The page of a preview: what a proposal changes in words, and the app as it is beside the app as it would be. No script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from koban.plan.approvals import agreement
from koban.plan.grouping import Group
from koban.plan.report import PlanReport
from koban.plan.sentences import frame
from koban.plan.speech import speech_in
from koban.plan.terms import action_words
from koban.plan.text import short
from koban.texts.languages import direction
from koban.web.tokens import theme_of

_HERE = Path(__file__).parent
_COLOUR = "#1f4e79"
_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
_VALUE = 200
_NAMES = 20


@dataclass(frozen=True, slots=True)
class View:
    """One side of one community."""

    url: str = ""
    """Where its app is; empty if there is none."""
    reason: str = ""
    """Why there is none."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A change, and both sides of the first community that it concerns; None where they are not served."""

    group: Group
    now: View | None = None
    proposed: View | None = None

    @property
    def origins(self) -> str:
        """The origins that are framed."""
        return " ".join(view.url for view in (self.now, self.proposed) if view and view.url)


def make_preview(report: PlanReport, pairs: Sequence[Pair]) -> FastAPI:
    """The preview's application."""
    app = FastAPI(title="KOBAN preview", docs_url=None, redoc_url=None, openapi_url=None)
    page = _Page(report, pairs)
    named = {pair.group.change.community: pair for pair in pairs if pair.now or pair.proposed}
    css = theme_of(_COLOUR).css + b"".join(
        (_HERE / "static" / name).read_bytes() for name in ("control.css", "preview.css")
    )

    @app.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], object]) -> Response:
        # A page elsewhere whose name was pointed at this machine must not read what stands here.
        if request.url.hostname not in _HOSTS:
            return Response("ask for this address as localhost", 421, headers=_headers(""))
        response: Response = await call_next(request)  # type: ignore[misc]
        for name, value in _headers("").items():
            response.headers.setdefault(name, value)
        return response

    @app.get("/")
    def everything() -> HTMLResponse:
        alone = pairs[0] if len(pairs) == 1 and named else None
        return HTMLResponse(page.render(alone), headers=_headers(alone.origins if alone else ""))

    @app.get("/preview.css")
    def style() -> Response:
        return Response(css, media_type="text/css")

    @app.get("/{name}")
    def one(name: str) -> HTMLResponse:
        pair = named.get(name)
        if pair is None:
            return HTMLResponse(page.render(None), 404, headers=_headers(""))
        return HTMLResponse(page.render(pair), headers=_headers(pair.origins))

    return app


def _headers(framed: str) -> dict[str, str]:
    framed = framed or "'none'"
    policy = (
        f"default-src 'none'; style-src 'self'; frame-src {framed}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return {
        "content-security-policy": policy,
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }


class _Page:
    """Renders the page, for all changes or for one."""

    def __init__(self, report: PlanReport, pairs: Sequence[Pair]) -> None:
        self._report, self._pairs = report, pairs
        environment = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
        )
        self._template = environment.get_template("preview.html")

    def render(self, opened: Pair | None) -> str:
        language = opened.group.language if opened else self._report.language
        return self._template.render(
            language=language,
            direction=direction(language),
            opened=opened,
            alone=len(self._pairs) == 1,
            pairs=[opened] if opened else self._pairs,
            invalid=self._report.invalid,
            counts=replace(self._report, language=language).counts(),
            told=lambda pair: _told(pair.group),
            words=_words(language, self._report.since),
        )


def _told(group: Group) -> dict[str, object]:
    change, language, number = group.change, group.language, len(group.communities)
    speech = speech_in(language)
    return {
        "language": language,
        "title": ", ".join(group.communities[:_NAMES]) + (" …" if number > _NAMES else ""),
        "action": action_words(change.action, speech),
        "same": speech.count(frame.SAME_ASIDE, number) if number > 1 else "",
        "sentences": change.sentences,
        "width": change.change_class.value,
        "agreement": agreement(change, language),
        "fields": [
            (field.path, short(field.before, _VALUE), short(field.after, _VALUE)) for field in change.fields
        ],
        "beside": speech.say(frame.SIDE_BY_SIDE),
        "count": speech.count(frame.FIELDS, len(change.fields)),
    }


def _words(language: str, since: str) -> dict[str, str]:
    speech = speech_in(language)
    return {
        "heading": speech.say(frame.HEADING),
        "compared": speech.say(frame.SINCE, revision=since) if since else "",
        "made_up": speech.say(frame.MADE_UP),
        "now": speech.say(frame.AS_IT_IS),
        "proposed": speech.say(frame.AS_IT_WOULD_BE),
        "back": speech.say(frame.ALL_CHANGES),
        "mistakes": speech.say(frame.MISTAKES),
    }

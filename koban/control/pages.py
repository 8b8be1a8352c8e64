"""The reconciler's own page, the same as JSON, and whether the loop is alive. Reads only; no script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from koban.control.fleet import drift_of, fleet_history, fleet_status, needs_a_person, roll_up
from koban.control.levels import LevelReader
from koban.control.words import reason_in_words, short
from koban.model.clock import Clock
from koban.model.output import StatusOutput
from koban.store.control import ControlStore
from koban.web.tokens import theme_of

_HERE = Path(__file__).parent
_COLOUR = "#1f4e79"
_ALIVE = timedelta(seconds=30)
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}
_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Watched:
    """What the pages look at."""

    store: ControlStore
    clock: Clock
    port: int
    """Where the apps are served."""
    progress: Callable[[], datetime | None]
    """When the loop last ended a step."""
    complaints: Callable[[], list[str]]
    """What the target says of processes that stop again and again."""


def make_pages(watched: Watched) -> FastAPI:
    """The control address's application."""
    app = FastAPI(title="KOBAN control", docs_url=None, redoc_url=None, openapi_url=None)
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    css = theme_of(_COLOUR).css + (_HERE / "static" / "control.css").read_bytes()

    @app.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], object]) -> Response:
        # A page elsewhere whose name was pointed at this machine must not read what stands here.
        if request.url.hostname not in _HOSTS:
            return Response("ask for this address as localhost", 421, headers=_HEADERS)
        response: Response = await call_next(request)  # type: ignore[misc]
        response.headers.update(_HEADERS)
        return response

    @app.get("/")
    def fleet() -> HTMLResponse:
        return HTMLResponse(_page(environment, watched))

    levels = LevelReader(watched.store)

    @app.get("/capabilities")
    def capabilities() -> HTMLResponse:
        now = watched.clock.now()
        page = environment.get_template("capabilities.html").render(forces=levels.forces(now.date()), now=now)
        return HTMLResponse(page)

    @app.get("/control.css")
    def style() -> Response:
        return Response(css, media_type="text/css")

    @app.get("/api/v1/communities")
    def communities() -> JSONResponse:
        return JSONResponse(_status(watched).model_dump(mode="json", by_alias=True))

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        last = watched.progress()
        age = None if last is None else (watched.clock.now() - last).total_seconds()
        alive = age is not None and age < _ALIVE.total_seconds()
        return JSONResponse({"alive": alive, "lastPassSecondsAgo": age}, 200 if alive else 503)

    return app


def _status(watched: Watched) -> StatusOutput:
    return fleet_status(watched.store, watched.port)


def _page(environment: Environment, watched: Watched) -> str:
    status = _status(watched)
    people = [one for one in status.communities if needs_a_person(one)]
    return environment.get_template("fleet.html").render(
        status=status,
        needing=people,
        others=[one for one in status.communities if one not in people],
        history=fleet_history(watched.store).history[:12],
        complaints=watched.complaints(),
        roll_up=roll_up,
        drift_of=drift_of,
        words=reason_in_words,
        short=short,
        now=watched.clock.now(),
    )

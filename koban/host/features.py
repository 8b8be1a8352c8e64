"""Each feature's routers as applications, made once a process: one per feature and kind."""

from __future__ import annotations

import importlib
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from koban.host.errors import on_crash, on_http_error, on_invalid_request
from koban.host.home import HomeCards
from koban.plugin.declare import Feature, Screen
from koban.plugin.registry import Registry
from koban.web.log import place_of
from koban.web.visit import Here, Kind

log = structlog.get_logger()


def resolve(name: str) -> Any:
    """What the string `module:attribute` of a declaration names."""
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


def mount(router: APIRouter) -> FastAPI:
    """`router` as an application without documentation pages, whose errors are pages in the reader's language."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.include_router(router)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(RequestValidationError, on_invalid_request)
    app.add_exception_handler(Exception, on_crash)
    return app


class Mounted:
    """The applications of all installed features, by feature and kind.

    A feature whose code cannot be loaded is in `failed` with the reason: bundles that use it are refused, others run.
    """

    def __init__(self, registry: Registry) -> None:
        """Import every installed feature's run-time code."""
        self._apps: dict[tuple[str, Kind], ASGIApp] = {}
        self.home: dict[str, HomeCards] = {}
        self.failed: dict[str, str] = {}
        for name, contributed in registry.features.items():
            try:
                self._mount(name, contributed.value)
            except Exception as error:  # noqa: BLE001 - a plugin may raise anything; the reason reaches its operator
                log.error("feature_failed", feature=name, plugin=contributed.plugin, why=place_of(error))  # noqa: TRY400
                self.failed[name] = (
                    f'the feature "{name}" of {contributed.plugin} {contributed.version} could not be started: '
                    f"{type(error).__name__}: {error}"
                )

    def app(self, feature: Feature, kind: Kind) -> ASGIApp | None:
        """The application that answers for `feature`, or None if it has nothing of this kind."""
        return self._apps.get((feature.name, kind))

    def _mount(self, name: str, feature: Feature) -> None:
        kinds: tuple[tuple[Kind, str | None, list[Screen]], ...] = (
            ("pages", feature.pages, feature.screens),
            ("desk", feature.desk, feature.desk_screens),
            ("api", feature.api, []),
        )
        for kind, named, screens in kinds:
            router = _router(named, screens)
            if router is not None:
                self._apps[name, kind] = mount(router)
        if feature.home:
            self.home[name] = resolve(feature.home)


def _router(named: str | None, screens: list[Screen]) -> APIRouter | None:
    templates = [(screen.path, screen.template) for screen in screens if screen.template]
    if named is None and not templates:
        return None
    router = APIRouter()
    for path, template in templates:
        router.add_api_route("/" + path.lstrip("/"), _shows(template), methods=["GET", "HEAD"])
    if named is not None:
        router.include_router(resolve(named))
    return router


def _shows(template: str) -> Any:
    def show(visit: Here) -> Response:
        return visit.render(template)

    return show

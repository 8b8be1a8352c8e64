"""The citizen app's own pages: home, about, privacy, accessibility, language, and what makes it installable."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from starlette.types import ASGIApp

from koban.host.capability.pages import router as capability_router
from koban.host.features import mount
from koban.host.home import home_page
from koban.host.installable import icon_router
from koban.host.installable import router as installable_router
from koban.host.notices import router as notices_router
from koban.host.reader import LANGUAGE_COOKIE
from koban.host.static import router as static_router
from koban.web.visit import Here

router = APIRouter()
_YEAR = 365 * 86_400


def citizen_pages() -> ASGIApp:
    """The application for the pages that belong to no feature."""
    both = APIRouter()
    both.include_router(router)
    both.include_router(language_router)
    both.include_router(static_router)
    both.include_router(installable_router)
    both.include_router(icon_router)
    both.include_router(notices_router)
    both.include_router(capability_router)
    return mount(both)


@router.get("/")
def home(visit: Here, request: Request) -> Response:
    """The start page."""
    return home_page(visit, request.scope["koban.host"].mounted.home)


language_router = APIRouter()


@language_router.post("/language")
def choose_language(
    visit: Here, language: Annotated[str, Form()], back: Annotated[str, Form()] = "/"
) -> Response:
    """Remember the reader's language and go back to where they were."""
    local = back.startswith("/") and not back.startswith(("//", "/\\"))
    response = RedirectResponse(back if local else "/", 303)
    if language in visit.community.languages:
        response.set_cookie(
            LANGUAGE_COOKIE, language, max_age=_YEAR, secure=True, httponly=True, samesite="lax"
        )
    return response

"""The desk's own pages: its front door, signing in and out, accounts."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from starlette.types import ASGIApp

from koban.host.accounts import router as accounts_router
from koban.host.capability.desk import router as capability_router
from koban.host.citizen import language_router
from koban.host.features import mount
from koban.host.installable import icon_router
from koban.host.signing_in import router as signing_in_router
from koban.host.static import router as static_router
from koban.web.visit import Here

router = APIRouter()


def desk_pages() -> ASGIApp:
    """The application for the desk's pages that belong to no feature."""
    both = APIRouter()
    for part in (
        router,
        signing_in_router,
        accounts_router,
        capability_router,
        language_router,
        static_router,
        icon_router,
    ):
        both.include_router(part)
    return mount(both)


@router.get("/")
def front_door(visit: Here) -> Response:
    """On to the first screen of the desk, or to the sign-in."""
    if visit.officer is None:
        return RedirectResponse("/sign-in", 303)
    if not visit.officer.works_here:
        return visit.render("no-permission.html", 403)
    items = visit.navigation()
    if not items:
        return visit.render("desk-empty.html")
    return RedirectResponse(items[0].href, 303)

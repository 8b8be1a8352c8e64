"""Pages generated from the bundle: why the app has what it has, privacy, accessibility."""

from __future__ import annotations

from fastapi import APIRouter, Response

from koban.host.privacy import collected_by, purposes_of
from koban.host.reasons import asked_of, reasons_of, retired_of
from koban.web.visit import Here

router = APIRouter()


@router.get("/about")
def about(visit: Here) -> Response:
    """Why do we have this? Feature, capability, need, evidence."""
    return visit.render(
        "about.html", reasons=reasons_of(visit), asked=asked_of(visit), retired=retired_of(visit)
    )


@router.get("/privacy")
def privacy(visit: Here) -> Response:
    """The privacy notice."""
    return visit.render("privacy.html", purposes=purposes_of(visit), collected=collected_by(visit))


@router.get("/accessibility")
def accessibility(visit: Here) -> Response:
    """The accessibility statement."""
    return visit.render("accessibility.html")

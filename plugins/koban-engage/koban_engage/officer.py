"""Who is signed in at the desk."""

from __future__ import annotations

from koban.api.web import HTTPException, Officer, Visit


def officer_of(visit: Visit) -> Officer:
    """The officer. Raises HTTPException 403 if nobody is signed in."""
    if visit.officer is None:
        raise HTTPException(403)
    return visit.officer

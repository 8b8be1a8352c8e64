"""Static files by content hash, kept by browsers for ever, and the communities' colours."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Response

from koban.web.tokens import Theme
from koban.web.visit import Here

router = APIRouter()
_FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}


@router.get("/static/{path:path}")
async def static_file(visit: Here, path: str) -> Response:
    """One file."""
    if path.startswith("theme-"):
        return _theme(visit.community.theme, path)
    asset = visit.runtime.assets.at(f"/static/{path}")
    if asset is None:
        raise HTTPException(404)
    return Response(asset.body, media_type=asset.media_type, headers=_FOR_EVER)


def _theme(theme: Theme, path: str) -> Response:
    """The colours. A page of the moment before a change asks for colours of its own: it gets the new ones, unkept."""
    headers = _FOR_EVER if theme.path.endswith("/" + path) else {"cache-control": "no-store"}
    return Response(theme.css, media_type="text/css", headers=headers)

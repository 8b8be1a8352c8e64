"""Answers to requests for host names that this host does not serve."""

from __future__ import annotations

from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from koban.web.problem import problem

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title></head>
<body><main><h1>{title}</h1>
<p>{text}</p>
</main></body></html>
"""
_NOBODY = _PAGE.format(
    title="There is no community at this address",
    text="Please check the address for a small mistake. If you followed a link, tell the people who gave it to you.",
)
_SORRY = _PAGE.format(
    title="This app cannot be shown right now",
    text="You did nothing wrong, and nothing that was sent is lost. Please try again in a few minutes.",
)


def unavailable(scope: Scope) -> Response:
    """503: the community is ours, but this host cannot load what is served."""
    if scope["path"].startswith("/api/"):
        return problem(503, "Not available right now", code="not-loadable")
    return HTMLResponse(_SORRY, 503)


def misdirected(scope: Scope) -> Response:
    """421 (RFC 9110, section 15.5.20): nothing is served under this host name."""
    if scope["path"].startswith("/api/"):
        return problem(421, "There is no community at this address", code="unknown-host")
    return HTMLResponse(_NOBODY, 421)

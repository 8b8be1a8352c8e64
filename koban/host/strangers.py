"""Answers to requests for host names that this host does not serve."""

from __future__ import annotations

from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from koban.web.problem import problem

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>No community at this address</title></head>
<body><main><h1>There is no community at this address</h1>
<p>Please check the address for a small mistake. If you followed a link, tell the people who gave it to you.</p>
</main></body></html>
"""


def misdirected(scope: Scope) -> Response:
    """421 (RFC 9110, section 15.5.20): nothing is served under this host name."""
    if scope["path"].startswith("/api/"):
        return problem(421, "There is no community at this address", code="unknown-host")
    return HTMLResponse(_PAGE, 421)

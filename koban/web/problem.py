"""Errors for machines: problem+json (RFC 9457). Pages for people are the host's."""

from __future__ import annotations

from fastapi.responses import JSONResponse


def problem(status: int, title: str, detail: str = "", code: str = "") -> JSONResponse:
    """A problem document. `code` is stable, for programs; `title` and `detail` are for people."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": code}
    return JSONResponse(
        {key: value for key, value in body.items() if value != ""},
        status,
        media_type="application/problem+json",
    )

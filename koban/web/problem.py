"""Errors for machines: problem+json (RFC 9457). Pages for people are the host's."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi.responses import JSONResponse


def problem(
    status: int, title: str, detail: str = "", code: str = "", errors: Mapping[str, str] | None = None
) -> JSONResponse:
    """A problem document. `code` is stable, for programs; `title` and `detail` are for people.

    `errors` says what is wrong with single fields of a form: id -> message.
    """
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        "errors": dict(errors or {}),
    }
    return JSONResponse(
        {key: value for key, value in body.items() if value not in ("", {})},
        status,
        media_type="application/problem+json",
    )

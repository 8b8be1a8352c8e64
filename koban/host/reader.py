"""What a request says of its reader: the language they want, and the note that a redirect left for them."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from starlette.requests import HTTPConnection

from koban.texts.languages import accepted, choose
from koban.web.visit import NOTE_COOKIE

LANGUAGE_COOKIE = "__Host-language"


def language_of(request: HTTPConnection, offered: Sequence[str]) -> str:
    """`?lang=`, else the cookie, else Accept-Language, else the first language."""
    asked = request.query_params.get("lang", ""), request.cookies.get(LANGUAGE_COOKIE, "")
    for tag in asked:
        if tag in offered:
            return tag
    return choose(offered, accepted(request.headers.get("accept-language", ""))) or offered[0]


def note_of(request: HTTPConnection) -> str:
    """The note that the last redirect left, or nothing."""
    try:
        return base64.urlsafe_b64decode(request.cookies.get(NOTE_COOKIE, "")[:2000]).decode()
    except ValueError:  # no base 64, or no text in it
        return ""


def forget_note() -> str:
    """The `Set-Cookie` value that takes the note away."""
    return f"{NOTE_COOKIE}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax"

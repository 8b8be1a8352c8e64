"""What a request must pass before a handler sees it: body limits, and where it says that it comes from."""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

MULTIPART_LIMIT = 12 * 1024 * 1024
BODY_LIMIT = 256 * 1024
_DRAIN = 48 * 1024 * 1024
"""How much of a refused body is still read, so that a browser shows our page instead of a broken connection."""
_CHARSET = re.compile(r'charset[^=;]*=\s*"?([^\s";]*)')
SAFE = frozenset({"GET", "HEAD"})
METHODS = SAFE | {"POST", "PUT", "PATCH", "DELETE"}


class BodyGate:
    """A bounded `receive`: once the limit is passed, the rest is thrown away and `exceeded` is True."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        """Read the limit from the content type."""
        headers = Headers(scope=scope)
        multipart = headers.get("content-type", "").lower().startswith("multipart/form-data")
        self._limit = MULTIPART_LIMIT if multipart else BODY_LIMIT
        self._receive = receive
        self._read = 0
        declared = headers.get("content-length", "0")
        self.exceeded = not declared.isdecimal() or len(declared) > 15 or int(declared) > self._limit

    async def __call__(self) -> Message:
        """The next message, or the end of the body where the limit is passed."""
        message = await self._receive()
        if message["type"] == "http.request":
            self._read += len(message.get("body", b""))
            if self._read > self._limit:
                self.exceeded = True
                return {"type": "http.request", "body": b"", "more_body": False}
        return message

    async def drain(self) -> None:
        """Read on and forget, up to a bound."""
        seen = self._read
        while seen < _DRAIN:
            message = await self._receive()
            seen += len(message.get("body", b""))
            if message["type"] != "http.request" or not message.get("more_body"):
                return


def in_another_charset(scope: Scope) -> bool:
    """Whether the body says that it is written in anything but UTF-8, as no browser does on a page of ours.

    Python knows many codecs; with some, reading takes the square of the length.
    """
    said = Headers(scope=scope).get("content-type", "").lower()
    return any(charset != "utf-8" for charset in _CHARSET.findall(said))


def comes_from_elsewhere(scope: Scope, origin: str) -> bool:
    """Whether a changing request names another origin than the site's own. None at all means: no browser."""
    if scope["method"] in SAFE:
        return False
    named = Headers(scope=scope).get("origin")
    return named is not None and named != origin


def without_cookies_of_no_browser(scope: Scope) -> Scope:
    """The scope without cookies where a changing request names no origin: then no cookie counts."""
    headers = Headers(scope=scope)
    if scope["method"] in SAFE or "origin" in headers or "cookie" not in headers:
        return scope
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"cookie"]}

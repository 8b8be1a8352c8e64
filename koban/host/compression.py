"""Gzip for what everybody may read: pages, styles, scripts. Never for personal answers, whose length could tell tales."""

from __future__ import annotations

import gzip
from functools import lru_cache

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

_LEAST = 900
"""Bytes below which it is not worth the while."""
_TYPES = ("text/", "application/manifest+json", "application/geo+json")


class Compressor:
    """Passes a response on, compressed where the asker takes gzip and the answer is public and in one piece."""

    def __init__(self, scope: Scope, send: Send) -> None:
        """`send` gets the messages."""
        self._send = send
        self._taken = (
            "gzip" in Headers(scope=scope).get("accept-encoding", "").lower() and scope["method"] == "GET"
        )
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        """Pass a message on; the start waits for the body."""
        if (
            message["type"] == "http.response.start"
            and self._taken
            and _public(Headers(raw=message["headers"]))
        ):
            self._start = message
            return
        if self._start is not None:
            start, self._start = self._start, None
            if not message.get("more_body") and len(message.get("body", b"")) >= _LEAST:
                message = _shrink(start, message)
            await self._send(start)
        await self._send(message)


def _public(headers: Headers) -> bool:
    return (
        headers.get("content-type", "").startswith(_TYPES)
        and "no-store" not in headers.get("cache-control", "no-store")
        and "content-encoding" not in headers
    )


def _shrink(start: Message, message: Message) -> Message:
    headers = MutableHeaders(scope=start)
    kept = "immutable" in headers.get("cache-control", "")
    body = _once(message["body"]) if kept else gzip.compress(message["body"], 4, mtime=0)
    headers["content-encoding"] = "gzip"
    headers["content-length"] = str(len(body))
    headers.append("vary", "Accept-Encoding")
    return {**message, "body": body}


@lru_cache(maxsize=64)
def _once(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)

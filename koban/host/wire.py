"""HTTP on one connection: how large a request's head may be, and how long a request may take to arrive."""

from __future__ import annotations

import asyncio
from asyncio.events import TimerHandle

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LARGEST_HEAD = 64 * 1024
HEAD_SECONDS = 20.0
BODY_SECONDS = 240.0
"""A photo over a poor connection takes minutes."""
LEAVING_SECONDS = 1.0
"""A request may be on its way when a host stops; hanging up at once would lose it."""


class BoundedProtocol(HttpToolsProtocol):
    """Uvicorn's protocol, which bounds neither: whoever sends on and on, or a byte now and then, is hung up on."""

    _head = 0
    """Bytes that went on with a head and did not end it."""
    _in_head = False
    _leaving = False
    _patience: TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody is there, and is expected to say something."""
        super().connection_made(transport)
        self._wait(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more comes."""
        self._wait(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, unless the head has no end."""
        went_on = self._in_head
        super().data_received(data)
        if went_on and self._in_head and not self.transport.is_closing():
            self._head += len(data)
            if self._head > LARGEST_HEAD:
                self.send_400_response("The head of this request is too large.")

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._in_head, self._head = True, 0
        self._wait(HEAD_SECONDS)

    def on_headers_complete(self) -> None:
        """Its body follows."""
        self._in_head = False
        if sum(len(name) + len(value) + 4 for name, value in self.headers) + len(self.url) > LARGEST_HEAD:
            raise ValueError("the head is too large")  # answered with 400 by the parser's caller
        self._wait(BODY_SECONDS)
        super().on_headers_complete()
        if self._leaving:
            self.cycle.keep_alive = False

    def on_message_complete(self) -> None:
        """It is here."""
        self._wait(None)
        super().on_message_complete()

    def shutdown(self) -> None:
        """The host stops: who has asked is answered, and who is about to ask has a moment to do so."""
        self._leaving = True
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.keep_alive = False
        elif not self._in_head:
            self._wait(LEAVING_SECONDS)

    def _wait(self, seconds: float | None) -> None:
        if self._patience is not None:
            self._patience.cancel()
        self._patience = None if seconds is None else self.loop.call_later(seconds, self._hang_up)

    def _hang_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()

"""An HTTP client that talks to an ASGI application in this process, without a port."""

from __future__ import annotations

import httpx
from anyio.from_thread import BlockingPortal
from starlette.types import ASGIApp


class InMemory(httpx.BaseTransport):
    """Hands each request to `app` on the portal's event loop and waits for the whole answer."""

    def __init__(self, app: ASGIApp, portal: BlockingPortal) -> None:
        """Answers come from `app`."""
        self._asgi = httpx.ASGITransport(app)
        self._portal = portal

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Ask the application."""
        return self._portal.call(self._ask, request)

    async def _ask(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        asked = httpx.Request(request.method, request.url, headers=request.headers, content=body)
        answer = await self._asgi.handle_async_request(asked)
        body = await answer.aread()
        answer.headers.pop("content-encoding", None)  # `body` is unpacked already
        return httpx.Response(answer.status_code, headers=answer.headers, content=body)

"""A host in memory, asked as a browser would ask it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sample_community import World, bundle

from koban.model.clock import FakeClock


@pytest.fixture
def world(tmp_path: Path, clock: FakeClock) -> Iterator[World]:
    made = World(tmp_path / "state", clock)
    made.serve(bundle())
    yield made
    made.close()


class Browser:
    """Keeps cookies whatever the scheme (browsers treat *.localhost as secure), names its origin, follows nothing."""

    def __init__(self, world: World, host: str) -> None:
        self._app = world.host.dispatcher
        self.origin = f"http://{host}.localhost:8700"
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **kwargs: Any) -> httpx.Response:
        return self.ask("GET", path, **kwargs)

    def post(self, path: str, **kwargs: Any) -> httpx.Response:
        headers = {"origin": self.origin, **kwargs.pop("headers", {})}
        return self.ask("POST", path, headers={k: v for k, v in headers.items() if v}, **kwargs)

    def ask(
        self, method: str, path: str, headers: dict[str, str] | None = None, **kwargs: Any
    ) -> httpx.Response:
        sent = dict(headers or {})
        if self.cookies:
            sent["cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        response = asyncio.run(self._ask(method, path, sent, kwargs))
        for line in response.headers.get_list("set-cookie"):
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
            if "max-age=0" in line.lower():
                del self.cookies[name]
        return response

    async def _ask(
        self, method: str, path: str, headers: dict[str, str], kwargs: dict[str, Any]
    ) -> httpx.Response:
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url=self.origin) as client:
            return await client.request(method, path, headers=headers, **kwargs)


@pytest.fixture
def browser_in() -> Callable[[World, str], Browser]:
    """Opens a browser in any world."""
    return Browser


@pytest.fixture
def browser(world: World) -> Callable[[str], Browser]:
    return lambda host="harbour": Browser(world, host)


@pytest.fixture
def citizen(world: World) -> Browser:
    return Browser(world, "harbour")


@pytest.fixture
def desk(world: World) -> Browser:
    return Browser(world, "desk.harbour")

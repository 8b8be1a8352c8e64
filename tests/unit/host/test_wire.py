"""A server that answers everything, asked by raw bytes."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from koban.host import wire
from koban.host.wire import BoundedProtocol

ASK = b"GET / HTTP/1.1\r\nHost: a\r\n"


async def _app(scope: Any, receive: Any, send: Any) -> None:
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


async def _said(parts: Iterator[bytes]) -> bytes:
    config = uvicorn.Config(_app, log_config=None, lifespan="off")
    config.load()
    state = ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: BoundedProtocol(config, state, {}), "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
        heard = b""
        try:
            for part in parts:
                writer.write(part)
                await writer.drain()
            heard = await asyncio.wait_for(reader.read(), 10)
        except ConnectionError:
            pass  # hung up on while it was still sending
        writer.close()
        return heard


def said(*parts: bytes) -> bytes:
    return asyncio.run(_said(iter(parts)))


def test_an_ordinary_request_is_answered() -> None:
    assert said(ASK + b"Connection: close\r\n\r\n").startswith(b"HTTP/1.1 200")
    body = b"x" * 500_000
    head = b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 500000\r\n\r\n"
    assert said(head, body[:100], body[100:]).startswith(b"HTTP/1.1 200")
    assert said(ASK + b"\r\n" + ASK + b"Connection: close\r\n\r\n").count(b"200 OK") == 2


@pytest.mark.parametrize(
    "head",
    [
        [b"X: " + b"y" * 60_000, *[b"y" * 60_000] * 20],
        [b"X: y\r\n" * 20_000, b"\r\n"],
        [b"X: " + b"y" * 70_000 + b"\r\n\r\n"],
    ],
)
def test_a_head_without_end_is_refused(head: list[bytes]) -> None:
    assert said(ASK, *head)[:12] in {b"HTTP/1.1 400", b""}


@pytest.mark.parametrize(
    "begun",
    [b"", b"GET / HT", ASK, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx", ASK + b"\r\n" + ASK],
)
def test_who_never_ends_a_request_is_hung_up_on(monkeypatch: pytest.MonkeyPatch, begun: bytes) -> None:
    monkeypatch.setattr(wire, "HEAD_SECONDS", 0.05)
    monkeypatch.setattr(wire, "BODY_SECONDS", 0.05)
    assert said(begun).count(b"200 OK") == begun.count(b"\r\n\r\nGET")


async def _asks_while_it_stops(before: bytes) -> bytes:
    config = uvicorn.Config(_app, log_config=None, lifespan="off")
    config.load()
    state = ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: BoundedProtocol(config, state, {}), "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
        if before:
            writer.write(before)
            await reader.readuntil(b"ok")
        while not state.connections:
            await asyncio.sleep(0)
        for connection in list(state.connections):
            connection.shutdown()
        writer.write(ASK + b"\r\n")
        heard = await asyncio.wait_for(reader.read(), 10)
        writer.close()
        return heard


@pytest.mark.parametrize("before", [b"", ASK + b"\r\n"], ids=["connected", "kept alive"])
def test_a_request_on_its_way_while_the_host_stops_is_answered(before: bytes) -> None:
    assert asyncio.run(_asks_while_it_stops(before)).startswith(b"HTTP/1.1 200")

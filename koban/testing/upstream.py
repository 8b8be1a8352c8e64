"""A real little HTTP server on loopback that stands for somebody else's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from threading import Thread

from koban.web.network import Network

LOOPBACK = Network(
    resolve=lambda _host: [ip_address("127.0.0.1")],
    allow=lambda address: address.is_loopback,
    schemes=frozenset({"http"}),
)
"""A network in which every host name leads to this machine; for a guarded client in a test."""


@dataclass(frozen=True, slots=True)
class Served:
    """What is answered at one path."""

    body: bytes
    status: int
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came in. Header names are in small letters."""

    path: str
    headers: Mapping[str, str]


@dataclass(slots=True)
class Upstream:
    """The server: what it answers, and what it was asked."""

    port: int
    served: dict[str, Served] = field(default_factory=dict)
    requests: list[Asked] = field(default_factory=list)

    def serve(
        self, path: str, body: bytes | str, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> str:
        """Answer `path` with `body` from now on; returns its URL. A 200 gets an ETag of its content."""
        self.served[path] = Served(
            body.encode() if isinstance(body, str) else body, status, dict(headers or {})
        )
        return self.url(path)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of `path`."""
        return f"http://{host}:{self.port}{path}"


class _Handler(BaseHTTPRequestHandler):
    upstream: Upstream

    def do_GET(self) -> None:
        """Answer as told, with 304 where the asker has it already."""
        self.upstream.requests.append(
            Asked(self.path, {name.lower(): value for name, value in self.headers.items()})
        )
        served = self.upstream.served.get(self.path, Served(b"not here", 404, {}))
        tag = f'"{hashlib.sha256(served.body).hexdigest()[:16]}"'
        fresh = served.status == 200 and self.headers.get("If-None-Match") == tag
        self.send_response(304 if fresh else served.status)
        for name, value in {**({"ETag": tag} if served.status == 200 else {}), **served.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(0 if fresh else len(served.body)))
        self.end_headers()
        if not fresh:
            self.wfile.write(served.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def run_upstream() -> Iterator[Upstream]:
    """Run a server until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    upstream = Upstream(server.server_address[1])
    server.RequestHandlerClass = type("Handler", (_Handler,), {"upstream": upstream})
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield upstream
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

"""Serves the control page beside a command that reconciles."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from koban.cli.exit import FailedError
from koban.cli.reconciling import Reconciling
from koban.control.pages import Watched, make_pages
from koban.control.server import ControlServer
from koban.targets.sockets import PortTakenError, close, listen, port_of


@contextmanager
def control_sockets(port: int) -> Iterator[list[socket.socket]]:
    """Sockets for the page: one port above that of the apps, or any free one if that is 0."""
    try:
        opened = listen(port + 1 if port else 0)
    except PortTakenError as error:
        raise FailedError(
            f"the control page needs port {error.port}, and another program uses it; choose another port with --port "
            "(the control page has the one above it)"
        ) from error
    try:
        yield opened
    finally:
        close(opened)


@contextmanager
def control_page(
    running: Reconciling, listening: list[socket.socket], apps: int, complaints: Callable[[], list[str]]
) -> Iterator[str]:
    """Its address for as long as the block lasts. `apps` is the apps' port."""
    means, service = running.means, running.service
    pages = make_pages(Watched(means.store, means.clock, apps, lambda: service.progress, complaints))
    server = ControlServer(pages, listening)
    server.start()
    try:
        yield f"http://localhost:{port_of(listening)}"
    finally:
        server.stop()

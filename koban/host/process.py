"""One host process: listens, serves, follows the store, stops gracefully."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any

import structlog
import uvicorn

from koban.host.admin import Admin
from koban.host.application import Host, make_host
from koban.host.follower import Follower
from koban.host.site import Addresses
from koban.host.wire import BoundedProtocol
from koban.model.clock import SystemClock
from koban.plugin.manager import load_registry
from koban.store.control import ControlStore
from koban.store.data import DataStores
from koban.web.log import json_log

_GRACE = 10
_BACKLOG = 512


def run_host(store: Path, listening: Sequence[socket.socket], admin: Path | None) -> None:
    """Serve until asked to stop. Everything is read from `store`; nobody else is needed."""
    json_log()
    clock = SystemClock()
    addresses = Addresses(listening[0].getsockname()[1])
    with closing(ControlStore.open(store, clock)) as control, closing(DataStores(store, clock)) as stores:
        host = make_host(load_registry(), control, stores, clock, addresses)
        follower = Follower(host)
        follower.step()
        _serve(host, follower, listening, admin)


def _serve(host: Host, follower: Follower, listening: Sequence[socket.socket], path: Path | None) -> None:
    server = uvicorn.Server(
        uvicorn.Config(
            host.dispatcher,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            backlog=_BACKLOG,
            timeout_graceful_shutdown=_GRACE,
            timeout_keep_alive=15,
            http=BoundedProtocol,
            ws="none",
        )
    )

    def stop(*_: object) -> None:
        server.should_exit = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)  # uvicorn hands its signals back to these once it has stopped
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    follows = Thread(target=follower.run, name="follower")
    admin = Admin(path, listening, lambda: _health(host, follower, server), stop) if path else None
    follows.start()
    structlog.get_logger().info("serving", pid=os.getpid(), communities=len(host.shelf.names()))
    try:
        server.run(sockets=list(listening))
    finally:
        follower.stopping.set()
        follows.join()
        if admin:
            admin.close()


def _health(host: Host, follower: Follower, server: uvicorn.Server) -> dict[str, Any]:
    return {
        "ready": server.started and not server.should_exit,
        "host": follower.name,
        "pid": os.getpid(),
        "code": follower.code,
        "communities": host.shelf.names(),
        "failed": host.dispatcher.mounted.failed,
    }

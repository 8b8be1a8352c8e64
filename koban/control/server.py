"""Serves the control pages in a thread beside the loop. What they show is not decided here."""

from __future__ import annotations

import socket
import threading
from collections.abc import Sequence

import uvicorn
from fastapi import FastAPI

_PATIENCE = 2.0


class ControlServer:
    """One web server on given sockets."""

    def __init__(self, app: FastAPI, listening: Sequence[socket.socket]) -> None:
        """Nothing is served before `start`."""
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._listening = list(listening)
        self._thread = threading.Thread(
            target=self._server.run, args=(self._listening,), name="control", daemon=True
        )

    def start(self) -> None:
        """Serve."""
        self._thread.start()

    def stop(self) -> None:
        """Stop serving; the sockets stay whose they are."""
        self._server.should_exit = True
        self._thread.join(_PATIENCE)

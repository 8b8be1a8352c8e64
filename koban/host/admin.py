"""The admin socket: one line in (`health`, `fd`, `stop`), one line of JSON out. Only its owner may open it."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread
from typing import Any

LONGEST_PATH = 107
"""Bytes of a Unix socket's path (unix(7))."""
_PATIENCE = 2.0


class Admin:
    """Answers on `path` in a thread of its own until closed."""

    def __init__(
        self,
        path: Path,
        listening: Sequence[socket.socket],
        health: Callable[[], dict[str, Any]],
        stop: Callable[[], None],
    ) -> None:
        """Take the path over: whoever listened there before is being replaced."""
        if len(os.fsencode(path)) > LONGEST_PATH:
            raise ValueError(f"{path} is too long for a socket; it may have {LONGEST_PATH} bytes")
        self._path = path
        self._listening = listening
        self._health = health
        self._stop = stop
        fresh = path.with_name(f"{path.name}.{os.getpid() % 10_000}")
        fresh.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        before = os.umask(0o177)
        try:
            self._socket.bind(str(fresh))
        finally:
            os.umask(before)
        self._inode = fresh.stat().st_ino
        self._socket.listen(8)
        fresh.replace(path)
        self._thread = Thread(target=self._serve, name="admin", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop answering; the path is removed unless a successor has taken it."""
        if self._path.exists() and self._path.stat().st_ino == self._inode:
            self._path.unlink()
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(_PATIENCE * 2)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return  # closed
            with connection:
                connection.settimeout(_PATIENCE)
                try:
                    self._answer(connection)
                except OSError:
                    continue  # the asker went away or fell silent

    def _answer(self, connection: socket.socket) -> None:
        asked = connection.recv(64).split(b"\n")[0].strip().decode("ascii", "replace")
        fds: list[int] = []
        match asked:
            case "health":
                answer = self._health()
            case "fd":
                fds = [one.fileno() for one in self._listening]
                answer = {"fds": len(fds)}
            case "stop":
                self._stop()
                answer = {"stopping": True}
            case _:
                answer = {"error": "ask for health, fd or stop"}
        socket.send_fds(connection, [json.dumps(answer).encode() + b"\n"], fds)

"""Speaks with a running host through its admin socket: how it is, and its listening sockets."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 2.0
_MOST = 65_536
_MOST_SOCKETS = 8


@dataclass(frozen=True, slots=True)
class HostHealth:
    """What a host says of itself."""

    ready: bool
    pid: int
    code: str


def ask_health(path: Path) -> HostHealth | None:
    """How the host at `path` is, or None if none answers."""
    try:
        with _asked(path, b"health\n") as connection:
            said = json.loads(_line(connection))
    except (OSError, ValueError):
        return None
    return HostHealth(bool(said["ready"]), int(said["pid"]), str(said["code"]))


def take_sockets(path: Path) -> list[socket.socket]:
    """The sockets on which the host at `path` listens, opened for us too; none if it does not answer."""
    try:
        with _asked(path, b"fd\n") as connection:
            _, fds, _, _ = socket.recv_fds(connection, _MOST, _MOST_SOCKETS)
    except OSError:
        return []
    return [socket.socket(fileno=fd) for fd in fds]


def _asked(path: Path, question: bytes) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(_PATIENCE)
        connection.connect(str(path))
        connection.sendall(question)
    except OSError:
        connection.close()
        raise
    return connection


def _line(connection: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\n") and len(said) < _MOST:
        more = connection.recv(4096)
        if not more:
            break
        said += more
    return said

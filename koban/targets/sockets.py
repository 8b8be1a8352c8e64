"""The listening sockets, opened once and handed on from one host to the next, so that replacing a host drops no connection."""

from __future__ import annotations

import errno
import socket
from collections.abc import Sequence

_LOOPBACK = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
_BACKLOG = 512


class PortTakenError(Exception):
    """Another program listens there already."""

    def __init__(self, port: int) -> None:
        """For `port`."""
        super().__init__(
            f"port {port} is in use by another program; stop that one or choose another port with --port"
        )
        self.port = port


def listen(port: int) -> list[socket.socket]:
    """Sockets on this machine's own addresses: `*.localhost` may mean either of them, and IPv6 may be absent."""
    opened: list[socket.socket] = []
    try:
        for family, address in _LOOPBACK:
            made = _listen(family, address, opened[0].getsockname()[1] if opened else port)
            if made is not None:
                opened.append(made)
    except PortTakenError:
        close(opened)
        raise
    return opened


def close(sockets: Sequence[socket.socket]) -> None:
    """Close our ends; whoever was handed one keeps it."""
    for one in sockets:
        one.close()


def port_of(sockets: Sequence[socket.socket]) -> int:
    """The port on which they listen."""
    return int(sockets[0].getsockname()[1])


def _listen(family: socket.AddressFamily, address: str, port: int) -> socket.socket | None:
    try:
        made = socket.socket(family, socket.SOCK_STREAM)
    except OSError:
        if family == socket.AF_INET6:
            return None  # this system has no IPv6 at all
        raise
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((address, port))
        made.listen(_BACKLOG)
    except OSError as error:
        made.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(port) from error
        if family == socket.AF_INET6 and error.errno in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
            return None  # IPv6 is known here but switched off
        raise
    return made

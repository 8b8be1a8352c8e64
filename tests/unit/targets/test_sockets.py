"""Listening on this machine only, and a taken port told plainly."""

from __future__ import annotations

import socket

import pytest

from koban.targets import sockets


def test_a_free_port_on_loopback_only() -> None:
    opened = sockets.listen(0)
    try:
        port = sockets.port_of(opened)
        assert {one.getsockname()[0] for one in opened} <= {"127.0.0.1", "::1"}
        assert {one.getsockname()[1] for one in opened} == {port}
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            pass
    finally:
        sockets.close(opened)


def test_a_taken_port_is_named_with_a_cure() -> None:
    opened = sockets.listen(0)
    try:
        with pytest.raises(sockets.PortTakenError, match=f"port {sockets.port_of(opened)} is in use.*--port"):
            sockets.listen(sockets.port_of(opened))
    finally:
        sockets.close(opened)

"""`koban host`: the process that serves citizens' apps and desks."""

from __future__ import annotations

import errno
import socket
from pathlib import Path

import click

from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit, FailedError
from koban.cli.store_url import own_state, store_option
from koban.host.process import run_host

_PORT = 8700


@click.command(help="Serve the citizens' apps and the desks of a store until stopped.")
@store_option
@click.option(
    "--port", type=click.IntRange(0, 65535), help=f"Port on loopback, 0 for a free one.  [default: {_PORT}]"
)
@click.option(
    "--listen-fd", "fds", type=click.IntRange(3), multiple=True, help="Serve on this open socket; repeatable."
)
@click.option(
    "--admin", type=click.Path(path_type=Path, dir_okay=False), help="Where to put the admin socket."
)
@pass_context
def command(
    context: Context, store: Path | None, port: int | None, fds: tuple[int, ...], admin: Path | None
) -> Exit:
    """Serve from the store alone; SIGTERM and SIGINT end it after the requests in flight."""
    if fds and port is not None:
        raise click.UsageError("give --port or --listen-fd, not both")
    listening = [socket.socket(fileno=fd) for fd in fds] or [_listen(_PORT if port is None else port)]
    run_host(store or own_state(context), listening, admin)
    return Exit.FINE


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server(("127.0.0.1", port), backlog=512)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise FailedError(
            f"port {port} is in use by another program; stop that one or choose another port with --port"
        ) from error

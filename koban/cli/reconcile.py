"""`koban reconcile`: the loop alone, for ever, for hosts that run elsewhere."""

from __future__ import annotations

import signal
import threading
from types import FrameType

import click

from koban.cli.context import Context, pass_context
from koban.cli.controlling import control_page, control_sockets
from koban.cli.exit import Exit
from koban.cli.reconciling import reconciling
from koban.cli.telling import Teller
from koban.control.fleet import PORT, fleet_status

_LOOK = 0.5


@click.command(help="Follow Git for ever and bring what runs to what it says; hosts are started elsewhere.")
@click.option(
    "--port",
    type=click.IntRange(0, 65534),
    default=PORT,
    show_default=True,
    help="Port of the apps; the control page has the next one.",
)
@click.option("--working-tree", is_flag=True, help="Follow the files as they lie there, not the commits.")
@pass_context
def command(context: Context, port: int, *, working_tree: bool) -> Exit:
    """Tell what changes until stopped."""
    stopped, teller = stop_on_signals(), Teller()
    with (
        reconciling(context, working_tree=working_tree) as running,
        control_sockets(port) as sockets,
        control_page(running, sockets, port, list) as address,
    ):
        running.thread.start()
        click.echo(f"Control page: {address}", err=True)
        while not stopped.wait(_LOOK):
            teller.tell(fleet_status(running.means.store, port))
    return Exit.FINE


def stop_on_signals(*more: signal.Signals) -> threading.Event:
    """An event that SIGINT and SIGTERM set, and whatever else is named."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM, *more):
        signal.signal(number, stop)
    return stopped

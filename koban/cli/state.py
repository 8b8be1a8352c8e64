"""For commands that only look at the state: opening it, and the option for the port that links are made with."""

from __future__ import annotations

import click

from koban.cli.context import Context
from koban.model.clock import SystemClock
from koban.store.control import ControlStore

port_option = click.option(
    "--port", type=click.IntRange(1, 65534), help="Port of the apps.  [default: that of the last `koban up`]"
)
"""`--port N`."""


def open_state(context: Context) -> ControlStore:
    """The store of this workspace; whoever opens it closes it."""
    if not (context.state / "control.db").exists():
        raise click.UsageError(f"there is no state in {context.state.resolve()} yet; `koban up` makes it")
    return ControlStore.open(context.state, SystemClock())

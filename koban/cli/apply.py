"""`koban apply`: brings what runs to what Git says, once."""

from __future__ import annotations

import threading
from datetime import timedelta

import click

from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.cli.reconciling import Reconciling, reconciling
from koban.cli.telling import line_of
from koban.control.fleet import fleet_status, known_port, roll_up
from koban.model.condition import Reason
from koban.model.output import StatusOutput
from koban.reconcile.observe import live_hosts

_LOOK = 0.1


@click.command(help="Bring what runs to what Git says, once; a host has to be running.")
@click.option("--working-tree", is_flag=True, help="Take the files as they lie there, not the commits.")
@click.option(
    "--wait",
    type=click.IntRange(1, 3600),
    default=60,
    show_default=True,
    help="Seconds to wait for hosts at most.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pass_context
def command(context: Context, *, working_tree: bool, wait: int, form: str) -> Exit:
    """Run the loop until every community has come to rest or the time is over; tell how each is."""
    with reconciling(context, working_tree=working_tree) as running:
        running.thread.start()
        _wait(running, timedelta(seconds=wait))
        status = fleet_status(running.means.store, known_port(running.means.store))
    if form == "json":
        click.echo(status.model_dump_json(by_alias=True, indent=2))
    else:
        click.echo("\n".join(map(line_of, status.communities)) or "No community yet.")
    return outcome(status)


def _wait(running: Reconciling, longest: timedelta) -> None:
    clock, patience, told = running.means.clock, threading.Event(), False
    until = clock.now() + longest
    while not running.service.at_rest and clock.now() < until:
        patience.wait(_LOOK)
        if not told and not live_hosts(running.means.store):
            click.echo(
                "Waiting for a host: none is running. `koban up` or `koban host` starts one.", err=True
            )
            told = True


def outcome(status: StatusOutput) -> Exit:
    """The exit code: what their authors must mend comes first, then what a host or the repository failed at."""
    ready = [roll_up(one.conditions) for one in status.communities if not one.ready]
    reasons = {one.reason if one else Reason.PROGRESSING for one in ready}
    if status.head is not None and status.head.message:
        reasons.add(status.head.reason)
    theirs = {Reason.INVALID, Reason.NO_FOLLOW_UP, Reason.POLICY_REFUSED, Reason.OVER_DELETE_BUDGET}
    if reasons & theirs:
        return Exit.PROBLEMS
    return Exit.FAILED if reasons else Exit.FINE

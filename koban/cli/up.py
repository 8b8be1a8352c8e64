"""`koban up`: the reconciler and everything it needs on one machine."""

from __future__ import annotations

import threading
from datetime import timedelta

import click
from rich.console import Console

from koban.cli.context import Context, pass_context
from koban.cli.controlling import control_page, control_sockets
from koban.cli.exit import Exit
from koban.cli.reconcile import stop_on_signals
from koban.cli.reconciling import Reconciling, reconciling
from koban.cli.targeting import local_target
from koban.cli.telling import Teller, line_of
from koban.cli.unserved import Unserved
from koban.control.fleet import ADDRESS, PORT, fleet_status
from koban.host.links import make_sign_in_link
from koban.model.output import StatusOutput
from koban.store.control import ControlStore
from koban.targets.local import LocalTarget

DEMO = "demo"
"""Name of the store's note that asks jobs for made-up records."""
_LOOK = 0.2
_PATIENCE = timedelta(minutes=3)


@click.command(help="Run everything on this machine: reconciler, host and jobs.")
@click.option(
    "--port",
    type=click.IntRange(0, 65534),
    default=PORT,
    show_default=True,
    help="Port of the apps; the control page has the next one.",
)
@click.option("--demo", is_flag=True, help="Fill the apps with made-up reports and proposals.")
@click.option("--working-tree", is_flag=True, help="Follow the files as they lie there, not the commits.")
@pass_context
def command(context: Context, port: int, *, demo: bool, working_tree: bool) -> Exit:
    """Start, tell the addresses once every community has come to rest, and stay until stopped."""
    stopped = stop_on_signals()
    with (
        reconciling(context, working_tree=working_tree) as running,
        control_sockets(port) as sockets,
        local_target(context.state, running, port) as target,
        control_page(running, sockets, target.port, target.complaints) as address,
    ):
        running.means.store.set_note(ADDRESS, {"port": target.port})
        running.means.store.set_note(DEMO, demo)
        running.thread.start()
        _stay(running, target, address, stopped)
        running.end()  # before its host goes, so that the last state told is the one people left
    click.echo("Stopped.", err=True)
    return Exit.FINE


def _stay(running: Reconciling, target: LocalTarget, control: str, stopped: threading.Event) -> None:
    store, clock, teller = running.means.store, running.means.clock, Teller()
    unserved = Unserved(running.source, clock)
    until, announced = clock.now() + _PATIENCE, False
    click.echo("Starting host and jobs, and reading the manifests ...", err=True)
    console = Console(stderr=True)
    complaints: list[str] = []
    with console.status("Bringing the communities up ...") as spinner:
        while not stopped.wait(_LOOK):
            status = fleet_status(store, target.port)
            teller.tell(status)
            complaints = _complain(
                [*target.complaints(), *filter(None, [running.service.trouble])], complaints
            )
            if announced:
                unserved.tell()
                continue
            ready = sum(one.ready for one in status.communities)
            spinner.update(f"Bringing the communities up: {ready} of {len(status.communities)} ready ...")
            if running.service.at_rest or clock.now() > until:
                announced = True
                spinner.stop()
                click.echo(_announcement(store, status, target.port, control))


def _complain(now: list[str], before: list[str]) -> list[str]:
    for complaint in now:
        if complaint not in before:
            click.echo(complaint, err=True)
    return now


def _announcement(store: ControlStore, status: StatusOutput, port: int, control: str) -> str:
    lines = [""]
    rows = {row.name: row for row in store.communities() if row.state != "archived"}
    for one in status.communities:
        lines.append(one.name if one.ready else line_of(one))
        row = rows.get(one.name)
        if row is not None and row.served:
            link = make_sign_in_link(store, row.force, one.name, port)
            lines += [f"  app      {one.urls.app}", f"  desk     {one.urls.desk}", f"  sign in  {link}"]
    if not status.communities:
        lines.append(
            "No community yet: `koban new community` writes a first manifest; commit it and it goes live."
        )
    lines += ["", f"Control page: {control}"]
    if any(one.digest for one in status.communities):
        lines.append("Each sign-in link works once, within an hour. Press Ctrl-C to stop.")
    return "\n".join(lines)

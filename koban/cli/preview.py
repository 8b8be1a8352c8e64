"""`koban preview`: what a proposal changes, seen before anyone merges it: both apps side by side, with made-up data."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console

from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit, FailedError
from koban.cli.granting import grants_option, known_grants
from koban.cli.planning import Planned, plan_against_base
from koban.cli.previewing import Stage, staged
from koban.cli.reconcile import stop_on_signals
from koban.cli.reconciling import log_to
from koban.cli.sides import Sides, open_sides
from koban.control.preview import Pair, View, make_preview
from koban.control.server import ControlServer
from koban.diagnostics.screen import safe
from koban.model.clock import SystemClock
from koban.model.plan import Action
from koban.plan.grouping import Group, group_changes
from koban.plan.sentences import frame
from koban.plan.speech import speech_in
from koban.plugin.manager import load_registry
from koban.reconcile.fixed import Part
from koban.targets.place import make_folders
from koban.targets.sockets import PortTakenError, close, listen, port_of

PORT = 8710
_MOST = 12
"""Communities that are shown; of those that change alike the first one."""
_LOOK = 0.2
_PATIENCE = timedelta(minutes=2)


@click.command(help="Show the current and the proposed apps side by side, with made-up data, until stopped.")
@click.option(
    "--base", metavar="REV", required=True, help="What is there now: where the proposal grew from REV."
)
@click.option("--head", metavar="REV", help="What is proposed.  [default: the files as they lie there]")
@click.option(
    "--port",
    type=click.IntRange(0, 65533),
    default=PORT,
    show_default=True,
    help="Port of the page; the apps have the next two.",
)
@grants_option
@pass_context
def command(context: Context, base: str, head: str | None, port: int, grants: Path | None) -> Exit:
    """Serve both sides from a temporary folder, tell the page's address, and leave nothing behind."""
    stopped = stop_on_signals(signal.SIGHUP)  # a terminal that is closed must leave nothing behind either
    registry = load_registry()
    granted = known_grants(context, grants, registry)
    with open_sides(context.folder, base, head) as sides:
        planned = plan_against_base(sides, registry, granted)
        groups = group_changes(planned.report.changes)
        if not groups:
            return _nothing(planned)
        with _page_sockets(port) as sockets, TemporaryDirectory(prefix="koban-preview-") as folder:
            page = f"http://localhost:{port_of(sockets)}"
            make_folders(Path(folder))
            with (
                log_to(Path(folder) / "logs" / "reconciler.log"),
                _both_sides(sides, planned, groups[:_MOST], Path(folder), port, page) as stages,
            ):
                _wait(stages, stopped)
                pairs = _pairs(planned, groups, stages)
                server = ControlServer(make_preview(planned.report, pairs), sockets)
                server.start()
                click.echo(f"Preview: {page}\nPress Ctrl-C to stop; nothing of it stays.")
                _stay(stages, stopped)
                server.stop()
    click.echo("Stopped.", err=True)
    return Exit.FINE


def _nothing(planned: Planned) -> Exit:
    for name in planned.report.invalid:
        told = f"{name}: has mistakes or breaks a rule that holds today; {planned.check_command} tells which"
        click.echo(safe(told), err=True)
    click.echo("There is nothing to show: no community would change.")
    return Exit.PROBLEMS if planned.report.invalid or not planned.complete else Exit.FINE


@contextmanager
def _page_sockets(port: int) -> Iterator[list[socket.socket]]:
    try:
        opened = listen(port)
    except PortTakenError as error:
        raise FailedError(str(error)) from error
    try:
        yield opened
    finally:
        close(opened)


@contextmanager
def _both_sides(
    sides: Sides, planned: Planned, groups: Sequence[Group], folder: Path, port: int, page: str
) -> Iterator[tuple[Stage | None, Stage | None]]:
    """A stage for each side that has something to show."""
    changes = [group.change for group in groups]
    old = {planned.before[one.community] for one in changes if one.community in planned.before}
    new = {one.community for one in changes if one.action is not Action.DELETE}
    with ExitStack() as stack:
        stages: list[Stage | None] = []
        parts = ((sides.before, old, sides.parted), (sides.after, new, sides.head or "working-tree"))
        for number, (tree, names, revision) in enumerate(parts, start=1):
            at = port + number if port else 0
            part = Part(tree, names)
            stage = staged(part, revision, folder / f"side-{number}", at, page) if names else None
            stages.append(stack.enter_context(stage) if stage else None)
        yield stages[0], stages[1]


def _wait(stages: Sequence[Stage | None], stopped: threading.Event) -> None:
    clock = SystemClock()
    until = clock.now() + _PATIENCE
    with Console(stderr=True).status("Bringing both sides up ..."):
        while not stopped.wait(_LOOK) and clock.now() < until:
            if all(stage.is_ready() for stage in stages if stage is not None):
                return


def _stay(stages: Sequence[Stage | None], stopped: threading.Event) -> None:
    told: set[str] = set()
    while not stopped.wait(_LOOK):
        for trouble in {words for stage in stages if stage for words in stage.trouble()} - told:
            told.add(trouble)
            click.echo(trouble, err=True)


def _pairs(
    planned: Planned, groups: Sequence[Group], stages: tuple[Stage | None, Stage | None]
) -> list[Pair]:
    now, proposed = stages
    pairs = []
    for number, group in enumerate(groups):
        name, speech = group.change.community, speech_in(group.language)
        if number >= _MOST:
            pairs.append(Pair(group))
            continue
        old = planned.before.get(name)
        here = group.change.action is not Action.DELETE
        pairs.append(
            Pair(
                group,
                now.view(old) if now is not None and old else View(reason=speech.say(frame.NOT_YET)),
                proposed.view(name)
                if proposed is not None and here
                else View(reason=speech.say(frame.RETIRED)),
            )
        )
    return pairs

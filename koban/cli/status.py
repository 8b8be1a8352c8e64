"""`koban status`: how the communities are, from the store alone."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import click

from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.cli.state import open_state, port_option
from koban.cli.telling import line_of
from koban.control.fleet import drift_of, fleet_status, known_port
from koban.control.words import reason_in_words
from koban.model.condition import Reason
from koban.model.output import CommunityStatus, StatusOutput

_ALIVE = timedelta(seconds=5)


@click.command(help="Tell how the communities are, or the one called NAME.")
@click.argument("name", required=False)
@port_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pass_context
def command(context: Context, name: str | None, port: int | None, form: str) -> Exit:
    """Write it to standard output. A name that nobody has is wrong use."""
    with closing(open_state(context)) as store:
        status = fleet_status(store, port or known_port(store), name)
        running = bool(store.hosts(within=_ALIVE))
    if name is not None and not status.communities and not status.archived:
        raise click.UsageError(f'there is no community called "{name}"')
    if form == "json":
        click.echo(status.model_dump_json(by_alias=True, indent=2))
    else:
        click.echo(_text(status))
    if status.communities and not running:
        click.echo("No host is running, so no app is served now; `koban up` starts everything.", err=True)
    return Exit.FINE


def _text(status: StatusOutput) -> str:
    lines = [line for one in status.communities for line in _lines(one)]
    lines += [f"{one.name}: retired; its data is kept in {one.archive}" for one in status.archived]
    if status.head is not None and status.head.message:
        lines.insert(0, f"{reason_in_words(status.head.reason)}: {status.head.message}")
    return "\n".join(lines) or "No community yet."


def _lines(one: CommunityStatus) -> list[str]:
    drift = drift_of(one)
    first = f"{line_of(one)}{f'  {one.urls.app}' if one.digest else ''}"
    return [first, f"  {reason_in_words(Reason.CAPABILITY_DRIFT)}: {drift}"] if drift else [first]

"""`koban history`: what went live when and why, from the store alone."""

from __future__ import annotations

from contextlib import closing

import click

from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.cli.state import open_state
from koban.control.fleet import fleet_history
from koban.control.words import short
from koban.model.output import HistoryOutput


@click.command(help="Tell what went live when, of all communities or the one called NAME.")
@click.argument("name", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pass_context
def command(context: Context, name: str | None, form: str) -> Exit:
    """Write it to standard output, newest first."""
    with closing(open_state(context)) as store:
        history = fleet_history(store, name)
        known = name is None or history.history or any(row.name == name for row in store.communities())
    if not known:
        raise click.UsageError(f'there is no community called "{name}"')
    click.echo(history.model_dump_json(by_alias=True, indent=2) if form == "json" else _text(history))
    return Exit.FINE


def _text(history: HistoryOutput) -> str:
    lines = [
        f"{row.at:%Y-%m-%d %H:%M:%S}  {row.community}  {short(row.revision)}  #{row.generation}  {row.reason}"
        for row in history.history
    ]
    return "\n".join(lines) or "Nothing went live yet."

"""`koban schema`: writes the JSON Schemas of manifests and outputs, or tells which are stale."""

from __future__ import annotations

from pathlib import Path

import click

from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.compile.schemas import schema_files
from koban.plugin.manager import load_registry

FOLDER = "schemas"
_SUFFIX = ".json"


@click.group(help="Keep the JSON Schemas that editors read up to date.")
def command() -> None:
    """Group the commands about schemas."""


@command.command(help="Write schemas/ from what is installed.")
@pass_context
def write(context: Context) -> Exit:
    """Write what differs and delete what is no longer made."""
    folder = context.folder / FOLDER
    wanted = schema_files(load_registry())
    for path in stale(folder, wanted):
        if path in wanted:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(wanted[path])
            click.echo(f"written: {FOLDER}/{path}")
        else:
            (folder / path).unlink()
            click.echo(f"deleted: {FOLDER}/{path}")
    return Exit.FINE


@command.command(help="Tell which files in schemas/ are not what is installed now.")
@pass_context
def check(context: Context) -> Exit:
    """Name the stale files; any makes the exit code 1."""
    wanted = schema_files(load_registry())
    found = stale(context.folder / FOLDER, wanted)
    for path in found:
        click.echo(f"stale: {FOLDER}/{path}")
    if found:
        click.echo("koban schema write brings them up to date")
    return Exit.PROBLEMS if found else Exit.FINE


def stale(folder: Path, wanted: dict[str, bytes]) -> list[str]:
    """Files that are absent, different, or there though nothing makes them any more."""
    there = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob(f"*{_SUFFIX}"))
        if path.is_file()
    }
    different = {
        path for path, body in wanted.items() if path not in there or there[path].read_bytes() != body
    }
    return sorted(different | (there.keys() - wanted.keys()))

"""The option `--store`: where the store lies, written as a URL."""

from __future__ import annotations

from pathlib import Path

import click

from koban.cli.context import Context
from koban.manifest.tree import WORKSPACE_FILE


def _folder(_context: click.Context, _option: click.Parameter, value: str | None) -> Path | None:
    if value is None:
        return None
    scheme, _, folder = value.partition(":")
    if scheme != "sqlite" or not folder:
        raise click.BadParameter(f'"{value}" is no store: write sqlite:FOLDER')
    return Path(folder)


def own_state(context: Context) -> Path:
    """The state of the workspace that the command stands in. Raises UsageError if it stands in none."""
    if not (context.folder / WORKSPACE_FILE).is_file() and not context.state.is_dir():
        raise click.UsageError(
            f"{context.folder.resolve()} is no workspace: it has no {WORKSPACE_FILE}; go to one, or name the store: --store sqlite:FOLDER"
        )
    return context.state


store_option = click.option(
    "--store",
    callback=_folder,
    help="The store to work from, as sqlite:FOLDER.  [default: the workspace's state]",
)
"""`--store sqlite:FOLDER`, handed to the command as a path, or None."""

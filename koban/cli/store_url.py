"""The option `--store`: where the store lies, written as a URL."""

from __future__ import annotations

from pathlib import Path

import click


def _folder(_context: click.Context, _option: click.Parameter, value: str | None) -> Path | None:
    if value is None:
        return None
    scheme, _, folder = value.partition(":")
    if scheme != "sqlite" or not folder:
        raise click.BadParameter(f'"{value}" is no store: write sqlite:FOLDER')
    return Path(folder)


store_option = click.option(
    "--store",
    callback=_folder,
    help="The store to work from, as sqlite:FOLDER.  [default: the workspace's state]",
)
"""`--store sqlite:FOLDER`, handed to the command as a path, or None."""

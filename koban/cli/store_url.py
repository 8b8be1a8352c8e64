"""The option `--store`: where the store lies, written as a URL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


class StoreUrl(click.ParamType):
    """`sqlite:FOLDER`, as a path."""

    name = "store"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The folder of a store."""
        if isinstance(value, Path):
            return value
        scheme, _, folder = str(value).partition(":")
        if scheme != "sqlite" or not folder:
            self.fail(f"{value!r} is no store: write sqlite:FOLDER", param, ctx)
        return Path(folder)


store_option = click.option(
    "--store",
    type=StoreUrl(),
    help="The store to work from, as sqlite:FOLDER.  [default: the workspace's state]",
)
"""`--store sqlite:FOLDER`."""

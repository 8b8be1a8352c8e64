"""`koban capability`: from needs to gaps to measures to a roadmap, with what research says and what nobody knows."""

from __future__ import annotations

import click

from koban.cli.lazy import LazyGroup


class _Commands(LazyGroup):
    package = "koban.cli.capability"
    names = (
        "list",
        "show",
        "evidence",
        "gap",
        "options",
        "roadmap",
        "foresight",
        "calendar",
        "report",
        "result",
    )


@click.group(cls=_Commands, help="Tell what communities need to be able to do, and what would help.")
def command() -> None:
    """Group the commands about capabilities."""

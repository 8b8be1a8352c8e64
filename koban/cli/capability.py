"""`koban capability`: from needs to gaps to measures to a roadmap, with what research says and what nobody knows."""

from __future__ import annotations

import click

from koban.cli.lazy import LazyGroup


class _Commands(LazyGroup):
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
    )

    def _module(self, name: str) -> str:
        return f"{self.package}.capability_{name}"


@click.group(cls=_Commands, help="Tell what communities need to be able to do, and what would help.")
def command() -> None:
    """Group the commands about capabilities."""

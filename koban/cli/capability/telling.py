"""Writes what a command found in the form that was asked for."""

from __future__ import annotations

from collections.abc import Sequence

import click
from pydantic import BaseModel

from koban.cli.capability.document import Block
from koban.cli.capability.markdown import as_markdown
from koban.cli.capability.text import as_text


def tell(form: str, output: BaseModel, blocks: Sequence[Block]) -> None:
    """Write `output` as JSON, or `blocks` as text or Markdown, to standard output."""
    if form == "json":
        click.echo(output.model_dump_json(by_alias=True, indent=2))
    else:
        click.echo(as_markdown(blocks) if form == "markdown" else as_text(blocks))

"""Options that the commands about capabilities share."""

from __future__ import annotations

import re

import click

from koban.model.base import LANGUAGE


def _checked(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(LANGUAGE, value):
        raise click.BadParameter("a language is a BCP 47 tag such as nl, pl-simple or uk")
    return value


language_option = click.option(
    "--language",
    callback=_checked,
    help="Language of titles and statements, such as nl.  [default: the force's]",
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
)

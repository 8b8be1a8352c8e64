"""`koban explain CODE`: what a code means, with a bad and a good example."""

from __future__ import annotations

import click

from koban.diagnostics.codes.catalogue import CATALOGUE
from koban.diagnostics.codes.code import Code
from koban.diagnostics.screen import safe
from koban.manifest.suggestion import did_you_mean

_WHERE = {"spec": "below `spec:` of a community"}


@click.command(help="Tell what CODE means, such as KB301.")
@click.argument("code")
def command(code: str) -> None:
    """Write the explanation of one code."""
    name = code.upper()
    found = CATALOGUE.get(name)
    if found is None:
        hint = did_you_mean(name, CATALOGUE) or "codes are shown in square brackets behind every message"
        raise click.BadParameter(f"there is no code {code!r}; {hint}", param_hint="CODE")
    click.echo(_told(name, found), nl=False)


def _told(name: str, code: Code) -> str:
    told = f"{name}: {code.title}\n\n{click.wrap_text(code.explanation, width=88)}\n"
    where = _WHERE.get(code.file, f"in {code.file}")
    for word, example in (("Wrong", code.bad), ("Right", code.good)):
        if example:
            told += f"\n{word}, {where}:\n\n{_indented(example)}"
    return told


def _indented(example: str) -> str:
    return "".join(f"    {safe(line)}\n" for line in example.removesuffix("\n").split("\n"))

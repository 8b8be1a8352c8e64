"""`koban explain CODE`: what a code means. `koban explain NAME PATH`: what holds there, and where each part comes from."""

from __future__ import annotations

import re

import click

from koban.cli.context import Context, pass_context
from koban.cli.effective import as_yaml, find_effective, value_at
from koban.compile.effective import about
from koban.diagnostics.codes.catalogue import CATALOGUE
from koban.diagnostics.codes.code import Code
from koban.diagnostics.screen import safe
from koban.manifest.suggestion import did_you_mean
from koban.manifest.tree import WORKSPACE_FILE

_CODE = re.compile(r"(?i)kb\w{1,5}")
_WHERE = {"spec": "below `spec:` of a community"}


@click.command(
    help="Tell what the code WHAT means, such as KB301; or what holds at PATH of the community WHAT, and why."
)
@click.argument("what")
@click.argument("path", required=False)
@pass_context
def command(context: Context, what: str, path: str | None) -> None:
    """Write the explanation of one code, or of one value."""
    if path is None and (_CODE.fullmatch(what) or not (context.folder / WORKSPACE_FILE).is_file()):
        _explain_code(what)
    elif path is None:
        raise click.UsageError(
            f"name a code such as KB301, or a community and a path in it: koban explain {what} features"
        )
    else:
        _explain_value(context, what, path)


def _explain_value(context: Context, name: str, path: str) -> None:
    found = find_effective(context, name)
    value, steps = value_at(found.document, path.removeprefix("spec.").split("."))
    meaning = about(steps, found.node, found.registry)
    if meaning:
        click.echo(f"# {safe(meaning)}")
    click.echo(as_yaml(found, value, steps) or "# empty\n", nl=False)


def _explain_code(code: str) -> None:
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

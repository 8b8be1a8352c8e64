"""`koban show NAME`: the whole effective manifest of a community, each line with where it comes from."""

from __future__ import annotations

import click

from koban.cli.context import Context, pass_context
from koban.cli.effective import as_yaml, find_effective


@click.command(help="Show all that holds for the community NAME, each line with where it comes from.")
@click.argument("name")
@pass_context
def command(context: Context, name: str) -> None:
    """Write a complete manifest to standard output: defaults, blueprints and the force's part included."""
    found = find_effective(context, name)
    folder = found.loaded.folder
    head = f"# {folder}/community.yaml with everything that lies below it\n"
    head += f"apiVersion: koban/v1\nkind: Community\nmetadata: {{name: {name}}}\nspec:\n"
    body = as_yaml(found, found.document)
    click.echo(head + "".join(f"  {line}\n" for line in body.splitlines()), nl=False)

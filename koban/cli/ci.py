"""`koban ci HOST`: the file by which a Git host checks every pull request and keeps one comment about it current."""

from __future__ import annotations

import click

from koban.cli.context import Context, pass_context
from koban.cli.workflow import FILES, workflow
from koban.manifest.tree import WORKSPACE_FILE

_GITLAB = ".gitlab-ci.yml"
_INCLUDE = f"include:\n  - local: {FILES['gitlab']}\n"


@click.command(help="Print the file by which HOST checks pull requests, or write it where HOST looks for it.")
@click.argument("host", type=click.Choice(list(FILES)))
@click.option("--write", "to_write", is_flag=True, help="Write it; one that is there is replaced.")
@pass_context
def command(context: Context, host: str, *, to_write: bool) -> None:
    """Write to standard output, or to the workspace."""
    text = workflow(host, context.folder)
    if not to_write:
        click.echo(text, nl=False)
        return
    if not (context.folder / WORKSPACE_FILE).is_file():
        raise click.UsageError(f"{context.folder.resolve()} is no workspace: it has no {WORKSPACE_FILE}")
    _write(context, FILES[host], text)
    if host == "gitlab":
        _include(context)
    click.echo("Commit it; from then on every pull request is checked.")


def _write(context: Context, path: str, text: str) -> None:
    file = context.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    click.echo(f"written: {path}")


def _include(context: Context) -> None:
    """GitLab reads one file; it is made where there is none, and left to its owner where there is."""
    file = context.folder / _GITLAB
    if not file.exists():
        _write(context, _GITLAB, _INCLUDE)
    elif FILES["gitlab"] not in file.read_text("utf-8", errors="replace"):
        click.echo(f"Add this to {_GITLAB}:\n\n{_INCLUDE}")

"""`koban fmt`: sets manifests and texts out in one style, and loses no comment."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from koban.cli.check import outcome, screen_of
from koban.cli.chosen import chosen_files, paths_argument, working_tree
from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.cli.rewriting import rewrite
from koban.diagnostics.diagnostic import Diagnostic
from koban.diagnostics.screen import safe
from koban.manifest.document import unreadable
from koban.manifest.formatting import format_manifest
from koban.manifest.header import header_of, schema_of
from koban.manifest.own import Kind
from koban.manifest.tree import Tree


@click.command(help="Set manifests and texts out in one style. Values, comments, quotes and order stay.")
@paths_argument
@click.option("--check", is_flag=True, help="Write nothing; tell which files would change, with exit code 1.")
@pass_context
def command(context: Context, paths: Sequence[Path], *, check: bool) -> Exit:
    """Format the chosen files of the working tree, or tell which are not formatted."""
    tree = working_tree(context)
    files = chosen_files(context, tree, paths)
    problems: list[Diagnostic] = []
    changed = 0
    for file, kind in files.items():
        body, found = _formatted(context.folder, tree, file, kind)
        problems += found
        if body is None or body == tree.read(file):
            continue
        changed += 1
        if not check:
            rewrite(context.folder / file, tree.read(file), body)
        click.echo(safe(f"{'would change' if check else 'formatted'}: {file}"))
    click.echo(screen_of(problems, tree), nl=False)
    click.echo(_sum(len(files), changed, check=check))
    return Exit.PROBLEMS if check and changed else outcome(problems)


def _formatted(folder: Path, tree: Tree, file: str, kind: Kind) -> tuple[bytes | None, list[Diagnostic]]:
    refused = unreadable(tree.entries()[file])
    if refused is not None:
        return None, [refused]
    has_schema = kind is not Kind.TEXTS and (folder / schema_of(kind)).is_file()
    return format_manifest(tree.read(file), file, header_of(file, kind) if has_schema else None)


def _sum(looked: int, changed: int, *, check: bool) -> str:
    files = f"{looked} file{'' if looked == 1 else 's'}"
    if not changed:
        return f"{files} looked at, nothing to change"
    return f"{files} looked at, {changed} {'would change' if check else 'changed'}"

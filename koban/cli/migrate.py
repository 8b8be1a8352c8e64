"""`koban migrate`: rewrites manifests that are written in an older version of the language, or for older plugins."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from koban.cli.check import outcome, screen_of
from koban.cli.chosen import chosen_files, paths_argument, working_tree
from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.cli.migrating import Migration, problems_of
from koban.cli.rewriting import rewrite
from koban.diagnostics.screen import safe
from koban.manifest.own import Kind, kind_at
from koban.manifest.tree import Tree
from koban.manifest.workspace import load_workspace
from koban.plugin.manager import load_registry


@click.command(
    help="Rewrite what is written for an older version of the language or of a plugin. Nothing else changes in a file."
)
@paths_argument
@pass_context
def command(context: Context, paths: Sequence[Path]) -> Exit:
    """Migrate the chosen files of the working tree, and the texts that belong to them."""
    tree = working_tree(context)
    files = _with_texts(chosen_files(context, tree, paths), tree)
    registry = load_registry()
    migration = Migration(tree, registry, load_workspace(tree, parents=registry.parents))
    done = {file: migration.rewritten(file, kind) for file, kind in files.items()}
    changed = 0
    for file, each in done.items():
        if each.told:
            rewrite(context.folder / file, tree.read(file), each.body)
            click.echo("\n".join(map(safe, each.told)))
            changed += 1
    problems = problems_of(done)
    click.echo(screen_of(problems, tree), nl=False)
    click.echo(f"{len(files)} file{'' if len(files) == 1 else 's'} looked at, {changed or 'none'} rewritten")
    return outcome(problems)


def _with_texts(files: dict[str, Kind], tree: Tree) -> dict[str, Kind]:
    """`files`, and the texts of each manifest among them: both are written in one version."""
    found = dict(files)
    for file, kind in files.items():
        if kind is Kind.COMMUNITY:
            texts = f"{file.rpartition('/')[0]}/texts/"
            found |= {path: Kind.TEXTS for path in tree.entries() if path.startswith(texts) and kind_at(path)}
    return dict(sorted(found.items()))

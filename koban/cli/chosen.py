"""The manifests that a command is to work on: all of them, or those at the paths that were given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from koban.cli.context import Context
from koban.manifest.own import Kind, kind_at
from koban.manifest.tree import TooManyFilesError, Tree, WorkingTree

paths_argument = click.argument("paths", metavar="[PATH...]", nargs=-1, type=click.Path(path_type=Path))


def chosen_files(context: Context, tree: Tree, paths: Sequence[Path]) -> dict[str, Kind]:
    """The manifests and texts of `tree` that lie at or below `paths`, or all. Raises click.UsageError."""
    ours = {path: kind for path in sorted(tree.entries()) if (kind := kind_at(path)) is not None}
    if not paths:
        return ours
    found: dict[str, Kind] = {}
    for path in paths:
        place = _within(context.folder, path)
        at = {
            file: kind for file, kind in ours.items() if place in {".", file} or file.startswith(f"{place}/")
        }
        if not at:
            raise click.UsageError(f"no manifest of the workspace lies at {path}")
        found |= at
    return dict(sorted(found.items()))


def working_tree(context: Context) -> Tree:
    """The files as they lie there. Raises click.UsageError where that is no workspace."""
    tree = WorkingTree(context.folder)
    try:
        tree.entries()
    except TooManyFilesError as error:
        raise click.UsageError(str(error)) from error
    except PermissionError as error:
        raise click.UsageError(f"{error.filename} cannot be read: {error.strerror}") from error
    return tree


def _within(folder: Path, path: Path) -> str:
    """`path` relative to the workspace, whether it was given from here or from there."""
    whole = folder.resolve()
    candidates = (Path.cwd() / path, whole / path)
    for each in candidates:
        # The last step is not followed: a link is told, not what it leads to.
        place = each.parent.resolve() / each.name if each.is_symlink() else each.resolve()
        if place.is_relative_to(whole) and (place.exists() or place.is_symlink()):
            return place.relative_to(whole).as_posix()
    raise click.UsageError(f"there is nothing at {path} in the workspace")

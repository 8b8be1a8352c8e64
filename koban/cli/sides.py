"""The two states that a pull request lies between: what it grew from and what it proposes. Nothing is checked out."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from koban.cli.exit import FailedError
from koban.manifest.tree import TooManyFilesError, Tree, WorkingTree
from koban.sources.errors import SourceError
from koban.sources.repository import LocalRepository
from koban.sources.revisions import is_bare, is_shallow, merge_base, resolve

_DEEPEN = "fetch the whole history: `git fetch --unshallow`, or a fetch depth of 0 in the CI's workflow"
_SHORT = 7


@dataclass(frozen=True, slots=True)
class Sides:
    """What is compared, and by whose word it is judged."""

    before: Tree
    """Where the two histories parted, so that what others changed since does not show."""
    after: Tree
    """What is proposed."""
    applied: Tree
    """The newest commit of the base: who must approve is read there, and nowhere that a pull request reaches."""
    base: str
    """The base as the person named it."""
    parted: str
    """The full hash of the commit of `before`."""
    head: str
    """The full hash of the commit of `after`; empty for the working tree."""

    @property
    def at(self) -> str:
        """Where the two histories parted, as messages name it."""
        return f"{self.base} ({self.parted[:_SHORT]})"

    @property
    def options(self) -> str:
        """The options that name the same two sides again."""
        head = f" --head {self.head[:_SHORT]}" if self.head else ""
        return f"--base {shlex.quote(self.base)}{head}"


@contextmanager
def open_sides(folder: Path, base: str, head: str | None) -> Iterator[Sides]:
    """Both sides for as long as the block lasts; without `head` the files as they lie in `folder` are proposed.

    Raises UsageError for a name that stands for no commit, FailedError if the repository cannot be read.
    """
    with _told():
        path = folder.resolve()
        if head is None and is_bare(path):
            raise click.UsageError("a bare repository has no working tree; say what is proposed: --head REV")
        tip = _commit(path, base, "--base")
        proposed = _commit(path, head or "HEAD", "--head")
        parted = _parting(path, tip, proposed, base)
        with closing(LocalRepository(path, base)) as repository:
            yield Sides(
                before=repository.snapshot(parted),
                after=_working_tree(folder) if head is None else repository.snapshot(proposed),
                applied=repository.snapshot(tip),
                base=base,
                parted=parted,
                head=proposed if head is not None else "",
            )


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (SourceError, TooManyFilesError) as error:
        raise FailedError(str(error)) from error


def _working_tree(folder: Path) -> WorkingTree:
    tree = WorkingTree(folder)
    tree.entries()  # looked at now: whoever compares is told of too many files before anything else
    return tree


def _commit(path: Path, name: str, option: str) -> str:
    found = resolve(path, name)
    if found is not None:
        return found
    if is_shallow(path):
        raise FailedError(f'this clone holds a part of the history only, and no "{name}" in it; {_DEEPEN}')
    cure = "fetch it (`git fetch origin`), or name a branch, tag or commit that `git log --all` shows"
    raise click.BadParameter(f'the repository has no commit called "{name}"; {cure}', param_hint=option)


def _parting(path: Path, tip: str, proposed: str, base: str) -> str:
    found = merge_base(path, tip, proposed)
    if found is not None:
        return found
    if is_shallow(path):
        raise FailedError(f'this clone does not reach back to where "{base}" and this parted; {_DEEPEN}')
    cure = "name the branch that it is to be merged into"
    raise click.BadParameter(
        f'"{base}" and what is proposed have no commit in common; {cure}', param_hint="--base"
    )

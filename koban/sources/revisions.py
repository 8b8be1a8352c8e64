"""What people call commits: any name that Git understands, to the commit it stands for, and where two histories parted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from git import GitCommandError

from koban.sources.git import repo_at

_MAX_NAME = 500


def resolve(path: Path, name: str) -> str | None:
    """The full hash of the commit that `name` (a branch, tag, short hash, `HEAD~1` ...) means in the repository at `path`."""
    if not name or len(name) > _MAX_NAME or "\0" in name:
        return None
    with repo_at(path) as repo:
        # Without --end-of-options a name that begins with a hyphen would be an option.
        found = _answer(lambda: repo.git.rev_parse("--verify", "--quiet", "--end-of-options", name))
        return found and _answer(lambda: repo.git.rev_parse("--verify", "--quiet", f"{found}^{{commit}}"))


def merge_base(path: Path, one: str, other: str) -> str | None:
    """The newest commit from which both full hashes grew, or None if their histories have none in common."""
    with repo_at(path) as repo:
        found = _answer(lambda: repo.git.merge_base(one, other))
        return found.partition("\n")[0] if found else None


def is_shallow(path: Path) -> bool:
    """Whether the clone holds the newest commits only, so that older ones are unknown though they exist."""
    with repo_at(path) as repo:
        return str(repo.git.rev_parse("--is-shallow-repository")) == "true"


def is_bare(path: Path) -> bool:
    """Whether the repository has no working tree."""
    with repo_at(path) as repo:
        return bool(repo.bare)


def _answer(ask: Callable[[], object]) -> str | None:
    """What Git says, or None where it knows no such thing."""
    try:
        return str(ask()) or None
    except GitCommandError as error:
        if "dubious ownership" in str(error.stderr):
            raise
        return None

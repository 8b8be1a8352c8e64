"""The commits that touched some files, from what is checked out back to the first. Looks at no working tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from koban.sources.errors import no_commit
from koban.sources.git import repo_at

MAX_COMMITS = 500
"""As many are looked at, the newest."""


@dataclass(frozen=True, slots=True)
class History:
    """Commits as a net: where branches came together one commit has several before it."""

    newest: Sequence[str]
    """The commit at which what is checked out was last touched; nothing if it never was."""
    before: Mapping[str, Sequence[str]]
    """Commit -> those before it, among the commits that touched the files."""
    cut: bool
    """Whether there are older ones that are not here."""


def read_history(path: Path, files: Iterable[str], limit: int = MAX_COMMITS) -> History:
    """The history of these files and folders in the repository at `path`. Raises `SourceError`."""
    with repo_at(path) as repo:
        if not repo.head.is_valid():
            raise no_commit()
        listed = str(
            repo.git.rev_list(
                "--parents", "--topo-order", f"--max-count={limit}", "HEAD", "--", *sorted(set(files))
            )
        )
        shallow = str(repo.git.rev_parse("--is-shallow-repository")) == "true"
    commits = [line.split() for line in listed.splitlines()]
    before = {commit: tuple(parents) for commit, *parents in commits}
    beyond = any(parent not in before for parents in before.values() for parent in parents)
    return History([commits[0][0]] if commits else [], before, shallow or beyond)

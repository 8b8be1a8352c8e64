"""The local Git repository that a workspace is: its branch, its commits, and what they touched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from git import GitCommandError, Repo, SymbolicReference

from koban.sources import errors
from koban.sources.git import repo_at
from koban.sources.objects import ObjectReader
from koban.sources.snapshot import WHOLE, Snapshot, list_entries

_REVISION = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class LocalRepository:
    """Follows one branch. Thread-safe; `close` ends the one process it may keep."""

    def __init__(self, path: Path, branch: str) -> None:
        """The repository whose root is the workspace `path`."""
        self._path = path
        self.branch = branch
        """The branch that is followed."""
        self._objects = ObjectReader(path)

    def close(self) -> None:
        """Stop reading objects; using it again starts anew."""
        self._objects.close()

    def head(self) -> str:
        """The newest commit of the branch. Cheap: reads files only. Raises `SourceError` where there is none."""
        with repo_at(self._path) as repo:
            name = f"refs/heads/{self.branch}"
            try:
                return SymbolicReference.dereference_recursive(repo, name)
            except ValueError:
                return self._asked(repo, name)

    def _asked(self, repo: Repo, name: str) -> str:
        # Other ways of keeping references than files are Git's own business.
        found = str(repo.git.for_each_ref("--format=%(objectname)", "--", name))
        if not _REVISION.fullmatch(found):
            raise errors.no_branch(self.branch) if repo.git.for_each_ref("--count=1") else errors.no_commit()
        return found

    def snapshot(self, revision: str, within: Iterable[str] = WHOLE) -> Snapshot:
        """The workspace, or what of it lies `within` some files and folders, at a commit named by its full hash."""
        _check(revision)
        with repo_at(self._path) as repo:
            _require(repo, revision)
            return Snapshot(revision, list_entries(repo, revision, within), self._objects)

    def last_touched(self, paths: Iterable[str], revision: str) -> str:
        """The last commit, at or before `revision`, that touched any of these files or folders; else `revision`."""
        _check(revision)
        with repo_at(self._path) as repo:
            _require(repo, revision)
            found = str(
                repo.git.log("-1", "--format=%H", "--no-show-signature", revision, "--", *sorted(set(paths)))
            )
            return found or revision

    def uncommitted(self) -> list[str]:
        """Manifests and their files in the folder that differ from what is committed, new ones too."""
        with repo_at(self._path) as repo:
            listing = str(
                repo.git.status(
                    "--porcelain", "-z", "--no-renames", "-uall", "--", "koban.yaml", "deployments"
                )
            )
            return [line[3:] for line in listing.split("\0") if line]

    def on_other_branch(self) -> str:
        """What is checked out in the folder, in words, if it is not the branch that is followed."""
        with repo_at(self._path) as repo:
            if repo.head.is_detached:
                return "no branch (a detached head)"
            name = str(repo.head.reference.path).removeprefix("refs/heads/")
            return "" if name == self.branch else f'the branch "{name}"'

    def changed_paths(self, old: str, new: str) -> list[str]:
        """The files that differ between two commits; a renamed one appears under both names."""
        _check(old)
        _check(new)
        with repo_at(self._path) as repo:
            _require(repo, old)
            _require(repo, new)
            listing = str(repo.git.diff_tree("-r", "-z", "--name-only", "--no-renames", old, new))
            return [path for path in listing.split("\0") if path]


def _check(revision: str) -> None:
    if not _REVISION.fullmatch(revision):
        raise errors.unknown_revision(revision)


def _require(repo: Repo, revision: str) -> None:
    try:
        repo.git.cat_file("-e", f"{revision}^{{commit}}")
    except GitCommandError as error:
        if "dubious ownership" in str(error.stderr):
            raise
        raise errors.unknown_revision(revision) from error

"""Commits changed files on a new branch. Neither the working tree nor its index nor any other branch is touched."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from git import Repo

from koban.sources.git import repo_at

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9/_-]{0,198}[a-z0-9])?")
_NOTHING = "0" * 40


class BranchTakenError(ValueError):
    """There is a branch of this name already."""


def commit_on_new_branch(
    repository: Path, branch: str, base: str, files: Mapping[str, bytes], message: str
) -> str:
    """Make `branch` from the commit `base` with one commit that gives `files` (path -> bytes) that are there already other
    contents; returns its hash. The author is who Git says that the caller is.

    Raises BranchTakenError, ValueError for a name that is no branch's, or SourceError with Git's own words.
    """
    if not _NAME.fullmatch(branch) or "//" in branch:
        raise ValueError(f"not a name for a branch: {branch}")
    with repo_at(repository) as repo:
        if repo.git.for_each_ref("--count=1", f"refs/heads/{branch}"):
            raise BranchTakenError(branch)
        tree = _tree(repo, base, files)
        commit = str(repo.git.commit_tree(tree, "-p", base, "-m", message))
        # Only if there is none even now: somebody else may have made one meanwhile.
        repo.git.update_ref("-m", "koban", f"refs/heads/{branch}", commit, _NOTHING)
        return commit


def _tree(repo: Repo, base: str, files: Mapping[str, bytes]) -> str:
    with TemporaryDirectory(prefix="koban-index-") as folder:
        aside = {"GIT_INDEX_FILE": os.fspath(Path(folder) / "index")}
        repo.git.read_tree(base, env=aside)
        for number, (path, body) in enumerate(files.items()):
            written = Path(folder) / str(number)
            written.write_bytes(body)
            sha = str(repo.git.hash_object("-w", "--no-filters", "--", os.fspath(written)))
            mode = str(repo.git.ls_tree(base, "--", path)).partition(" ")[0] or "100644"
            repo.git.update_index("--add", "--cacheinfo", f"{mode},{sha},{path}", env=aside)
        return str(repo.git.write_tree(env=aside))

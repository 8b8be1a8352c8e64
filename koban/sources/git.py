"""Git as a command, tamed: asked about one repository only, runs no hook, and what it refuses comes back in plain words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from git import GitCommandError, GitCommandNotFound, InvalidGitRepositoryError, NoSuchPathError, Repo

from koban.sources import errors

_SETTINGS = {"core.hooksPath": os.devnull, "core.fsmonitor": "false", "core.quotePath": "false"}
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_CONFIG_COUNT": str(len(_SETTINGS)),
    **{f"GIT_CONFIG_KEY_{number}": key for number, key in enumerate(_SETTINGS)},
    **{f"GIT_CONFIG_VALUE_{number}": value for number, value in enumerate(_SETTINGS.values())},
}
_OF_ANOTHER_REPOSITORY = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
)


def open_repo(path: Path) -> Repo:
    """The repository whose root is `path`; whoever opens it closes it. Raises `SourceError`."""
    for name in _OF_ANOTHER_REPOSITORY:  # set when started from a Git hook; they would win over `path`
        os.environ.pop(name, None)
    try:
        repo = Repo(path)
    except (InvalidGitRepositoryError, NoSuchPathError) as error:
        raise _why_none(path) from error
    repo.git.update_environment(**_ENVIRONMENT)
    return repo


def _why_none(path: Path) -> errors.SourceError:
    for folder in path.resolve().parents:
        if (folder / ".git").exists():
            return errors.not_the_root(path, folder)
    return errors.not_a_repository(path)


@contextmanager
def repo_at(path: Path) -> Iterator[Repo]:
    """The repository for as long as the block lasts; what Git refuses inside comes out as `SourceError`."""
    repo = open_repo(path)
    try:
        with told_plainly(path):
            yield repo
    finally:
        repo.close()


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn Git's refusals into `SourceError`."""
    try:
        yield
    except GitCommandNotFound as error:
        raise errors.no_git() from error
    except GitCommandError as error:
        said = str(error.stderr).strip().removeprefix("stderr: ").strip("'\n ")
        if "dubious ownership" in said:
            raise errors.foreign_owner(path) from error
        raise errors.broken_repository(path, said.partition("\n")[0][:200]) from error

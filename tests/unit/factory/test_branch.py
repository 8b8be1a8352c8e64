"""Commits on new branches: nothing else of the repository moves."""

from __future__ import annotations

from typing import Any

import pytest

from koban.factory.branch import BranchTakenError, commit_on_new_branch


@pytest.fixture
def repository(workspace: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "test")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "test@koban.example")
    return workspace({"a/one.yaml": "one: 1\n", "two.yaml": "two: 2\n"})


def test_the_branch_has_one_commit_and_the_folder_none_of_it(repository: Any) -> None:
    base = repository.git("rev-parse", "HEAD").strip()
    repository.write("two.yaml", "two: in the making\n")
    repository.git("add", "two.yaml")
    before = repository.git("status", "--porcelain")
    done = commit_on_new_branch(repository.path, "a/b-c", base, {"a/one.yaml": b"one: 11\n"}, "Say it")
    assert repository.git("rev-parse", "a/b-c", "a/b-c~1").split() == [done, base]
    assert repository.git("show", "--format=%s", "--name-status", "a/b-c").split("\n\n") == [
        "Say it",
        "M\ta/one.yaml\n",
    ]
    assert repository.git("show", "a/b-c:a/one.yaml") == "one: 11\n"
    assert repository.git("status", "--porcelain") == before
    assert repository.git("rev-parse", "HEAD").strip() == base


@pytest.mark.parametrize("name", ["", "-x", "a..b", "A", "a b", "a//b", "x.lock", "@{u}"])
def test_odd_names_are_refused(repository: Any, name: str) -> None:
    with pytest.raises(ValueError, match="not a name for a branch"):
        commit_on_new_branch(repository.path, name, "HEAD", {}, "x")


def test_a_branch_is_never_moved(repository: Any) -> None:
    with pytest.raises(BranchTakenError):
        commit_on_new_branch(repository.path, "main", "HEAD", {"two.yaml": b""}, "x")

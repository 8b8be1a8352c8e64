"""The commits that touched some files, from what is checked out back."""

from __future__ import annotations

import pytest

from koban.sources.errors import SourceError
from koban.sources.history import read_history
from koban.sources.repository import LocalRepository

FILE = "deployments/haven/force.yaml"


def test_only_commits_that_touched_the_files_are_in_it(workspace) -> None:
    first = workspace.commit(deployments__haven__force_yaml="a: 1\n")
    workspace.commit(notes_yaml="b: 1\n")
    second = workspace.commit(deployments__haven__force_yaml="a: 2\n")
    workspace.commit(notes_yaml="b: 2\n")
    history = read_history(workspace.path, [FILE])
    assert list(history.newest) == [second]
    assert history.before == {second: (first,), first: ()}
    assert not history.cut


def test_a_commit_that_brought_branches_together_has_several_before_it(workspace) -> None:
    first = workspace.commit(deployments__haven__force_yaml="a: 1\nb: 1\n")
    workspace.git("switch", "-q", "-c", "branch")
    branch = workspace.commit(deployments__haven__force_yaml="a: 1\nb: 1\nc: 2\n")
    workspace.git("switch", "-q", "main")
    main = workspace.commit(deployments__haven__force_yaml="a: 1\nb: 2\n")
    workspace.git("merge", "-q", "--no-commit", "--strategy=ours", "branch")
    merged = workspace.commit(deployments__haven__force_yaml="a: 1\nb: 2\nc: 2\n")
    history = read_history(workspace.path, [FILE])
    assert list(history.newest) == [merged]
    assert history.before == {merged: (main, branch), main: (first,), branch: (first,), first: ()}


def test_it_follows_what_is_checked_out_and_looks_at_no_working_tree(workspace) -> None:
    first = workspace.commit(deployments__haven__force_yaml="a: 1\n")
    workspace.commit(deployments__haven__force_yaml="a: 2\n")
    workspace.git("switch", "-q", "--detach", first)
    workspace.write(FILE, "a: 3\n")
    assert list(read_history(workspace.path, [FILE]).newest) == [first]
    assert (workspace.path / FILE).read_text() == "a: 3\n"


def test_it_is_bounded_and_says_so(workspace) -> None:
    commits = [workspace.commit(deployments__haven__force_yaml=f"a: {number}\n") for number in range(4)]
    history = read_history(workspace.path, [FILE], limit=2)
    assert list(history.before) == [commits[3], commits[2]]
    assert history.cut
    assert not read_history(workspace.path, [FILE], limit=4).cut


def test_a_shallow_clone_says_so(workspace, tmp_path) -> None:
    for number in range(3):
        workspace.commit(deployments__haven__force_yaml=f"a: {number}\n")
    workspace.git("clone", "-q", "--depth=1", workspace.path.as_uri(), str(tmp_path / "shallow"))
    history = read_history(tmp_path / "shallow", [FILE])
    assert (len(history.before), history.cut) == (1, True)


def test_files_that_nobody_touched_have_no_history(workspace) -> None:
    workspace.commit(notes_yaml="a: 1\n")
    history = read_history(workspace.path, [FILE])
    assert (list(history.newest), dict(history.before), history.cut) == ([], {}, False)


def test_without_a_commit_or_a_repository_it_is_refused(workspace, tmp_path) -> None:
    with pytest.raises(SourceError, match="has no commit yet"):
        read_history(workspace.path, [FILE])
    (tmp_path / "bare").mkdir()
    with pytest.raises(SourceError, match="not a Git repository"):
        read_history(tmp_path / "bare", [FILE])


def test_a_snapshot_can_be_of_some_files_only(workspace) -> None:
    revision = workspace.commit(
        koban_yaml="a: 1\n", deployments__haven__force_yaml="a: 1\n", deployments__rural__force_yaml="a: 1\n"
    )
    repository = LocalRepository(workspace.path, "main")
    try:
        assert list(repository.snapshot(revision, [FILE]).entries()) == [FILE]
        assert len(repository.snapshot(revision).entries()) == 3
    finally:
        repository.close()

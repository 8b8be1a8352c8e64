"""Names of commits, and where two histories parted."""

from __future__ import annotations

from koban.sources.revisions import is_bare, is_shallow, merge_base, resolve


def test_whatever_git_calls_a_commit_is_found(workspace) -> None:
    first = workspace.commit(koban_yaml="a: 1\n")
    workspace.git("tag", "-m", "annotated", "v1")
    second = workspace.commit(koban_yaml="a: 2\n")
    for name in ("HEAD~1", first[:10], "v1", "main^", first):
        assert resolve(workspace.path, name) == first, name
    for name in ("main", "@", ":/change"):
        assert resolve(workspace.path, name) == second, name


def test_what_is_no_commit_is_none(workspace) -> None:
    workspace.commit(koban_yaml="a: 1\n")
    for name in (
        "",
        "nope",
        "--all",
        "-x",
        "HEAD~9",
        "HEAD:koban.yaml",
        "main@{u}",
        "a b",
        "x" * 900,
        "a\0b",
    ):
        assert resolve(workspace.path, name) is None, name


def test_where_two_branches_parted(workspace) -> None:
    parted = workspace.commit(koban_yaml="a: 1\n")
    workspace.git("switch", "-q", "-c", "mine")
    mine = workspace.commit(koban_yaml="a: 2\n")
    workspace.git("switch", "-q", "main")
    theirs = workspace.commit(koban_yaml="a: 3\n")
    assert merge_base(workspace.path, theirs, mine) == parted
    workspace.git("switch", "-q", "--orphan", "alone")
    assert merge_base(workspace.path, mine, workspace.commit(koban_yaml="a: 4\n")) is None


def test_clones_that_hold_less(workspace, tmp_path) -> None:
    workspace.commit(koban_yaml="a: 1\n")
    workspace.commit(koban_yaml="a: 2\n")
    url = f"file://{workspace.path}"
    workspace.git("clone", "-q", "--depth", "1", url, str(tmp_path / "shallow"))
    workspace.git("clone", "-q", "--bare", url, str(tmp_path / "bare"))
    assert (is_shallow(tmp_path / "shallow"), is_bare(tmp_path / "shallow")) == (True, False)
    assert (is_shallow(tmp_path / "bare"), is_bare(tmp_path / "bare")) == (False, True)

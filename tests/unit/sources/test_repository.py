from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from koban.sources import git as git_module
from koban.sources.errors import SourceError
from koban.sources.repository import LocalRepository


def code(act) -> str:
    with pytest.raises(SourceError) as caught:
        act()
    said = caught.value.diagnostic
    assert said.help, "every error names a cure"
    assert "Traceback" not in said.message
    return said.code


def test_tells_what_is_not_committed(workspace, repository):
    workspace.commit(koban_yaml="a: 1\n", deployments__haven__force_yaml="b: 1\n", notes_yaml="c: 1\n")
    assert repository.uncommitted() == []
    workspace.write("koban.yaml", "a: 2\n")
    workspace.write("notes.yaml", "c: 2\n")
    workspace.write("deployments/haven/old quay/community.yaml", "d: 1\n")
    (workspace.path / "deployments/haven/force.yaml").unlink()
    assert sorted(repository.uncommitted()) == [
        "deployments/haven/force.yaml",
        "deployments/haven/old quay/community.yaml",
        "koban.yaml",
    ]


def test_tells_what_else_is_checked_out(workspace, repository):
    workspace.commit(koban_yaml="a: 1\n")
    assert repository.on_other_branch() == ""
    workspace.git("switch", "-q", "-c", "trial/one")
    assert repository.on_other_branch() == 'the branch "trial/one"'
    workspace.git("switch", "-q", "--detach")
    assert repository.on_other_branch() == "no branch (a detached head)"


def test_a_new_repository_is_told_from_one_without_the_branch(workspace, repository):
    with pytest.raises(SourceError, match="has no commit yet"):
        repository.head()
    workspace.git("switch", "-q", "-c", "other")
    workspace.commit(koban_yaml="a: 1\n")
    with pytest.raises(SourceError, match='no branch called "main"'):
        repository.head()


def test_head_follows_the_branch_wherever_git_keeps_it(workspace, repository):
    first = workspace.commit(koban_yaml="one")
    assert repository.head() == first
    workspace.git("pack-refs", "--all")
    assert not (workspace.path / ".git/refs/heads/main").exists()
    assert repository.head() == first
    second = workspace.commit(koban_yaml="two")
    assert repository.head() == second
    workspace.git("checkout", "-q", "--detach", first)
    assert repository.head() == second
    workspace.git("checkout", "-q", "-b", "other")
    workspace.commit(koban_yaml="three")
    assert repository.head() == second


def test_head_of_a_linked_working_tree(workspace, tmp_path):
    head = workspace.commit(koban_yaml="one")
    workspace.git("worktree", "add", "-q", "--detach", str(tmp_path / "linked"))
    linked = LocalRepository(tmp_path / "linked", "main")
    assert linked.head() == head
    assert linked.snapshot(head).read("koban.yaml") == b"one"
    linked.close()


def test_a_branch_with_a_slash(workspace):
    head = workspace.commit(koban_yaml="one")
    workspace.git("branch", "release/next")
    assert LocalRepository(workspace.path, "release/next").head() == head


def test_head_asks_git_where_files_do_not_tell(workspace, repository, monkeypatch):
    head = workspace.commit(koban_yaml="one")

    def unreadable(*_):
        raise ValueError("another way of keeping references")

    monkeypatch.setattr("koban.sources.repository.SymbolicReference.dereference_recursive", unreadable)
    assert repository.head() == head
    assert code(LocalRepository(workspace.path, "gone").head) == "KB602"


def test_no_branch_and_no_commit(workspace, repository):
    assert code(repository.head) == "KB602"
    workspace.commit(koban_yaml="one")
    assert code(LocalRepository(workspace.path, "gone").head) == "KB602"


def test_no_repository(tmp_path):
    assert code(LocalRepository(tmp_path, "main").head) == "KB601"
    assert code(LocalRepository(tmp_path / "absent", "main").head) == "KB601"


def test_a_folder_inside_a_repository(workspace):
    workspace.commit(deployments__x_yaml="x")
    assert code(LocalRepository(workspace.path / "deployments", "main").head) == "KB604"


@pytest.mark.parametrize("revision", ["0" * 40, "main", "HEAD", "--output=x", "", "0" * 39])
def test_only_commits_by_their_full_name(workspace, repository, revision):
    head = workspace.commit(koban_yaml="one")
    assert code(lambda: repository.snapshot(revision)) == "KB605"
    assert code(lambda: repository.last_touched(["koban.yaml"], revision)) == "KB605"
    assert code(lambda: repository.changed_paths(head, revision)) == "KB605"
    assert code(lambda: repository.changed_paths(revision, head)) == "KB605"


def test_a_blob_is_no_commit(workspace, repository):
    workspace.commit(koban_yaml="one")
    blob = workspace.git("rev-parse", "HEAD:koban.yaml")
    assert code(lambda: repository.snapshot(blob)) == "KB605"


@pytest.mark.skipif(os.geteuid() != 0, reason="needs to give a file away")
def test_a_repository_of_another_user(workspace, repository, monkeypatch, tmp_path):
    head = workspace.commit(koban_yaml="one")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for path in (workspace.path, workspace.path / ".git"):
        os.chown(path, 12345, 12345)
    with pytest.raises(SourceError) as caught:
        repository.snapshot(head)
    assert caught.value.diagnostic.code == "KB603"
    assert str(workspace.path) in caught.value.diagnostic.help


def test_git_is_not_installed(workspace, repository, monkeypatch, tmp_path):
    head = workspace.commit(koban_yaml="one")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert code(lambda: repository.snapshot(head)) == "KB606"


def test_a_damaged_repository(workspace, repository):
    head = workspace.commit(koban_yaml="one")
    tree = workspace.git("rev-parse", "HEAD^{tree}")
    (workspace.path / ".git/objects" / tree[:2] / tree[2:]).unlink()
    assert code(lambda: repository.snapshot(head)) == "KB607"


def test_a_community_has_the_revision_that_last_touched_it(workspace, repository):
    first = workspace.commit(koban_yaml="w", deployments__f__a__community_yaml="a")
    second = workspace.commit(deployments__f__b__community_yaml="b")
    third = workspace.commit(deployments__f__a__community_yaml="a2")
    workspace.commit(README_yaml="unrelated")
    head = repository.head()
    assert repository.last_touched(["deployments/f/a"], head) == third
    assert repository.last_touched(["deployments/f/b", "koban.yaml"], head) == second
    assert repository.last_touched(["deployments/f/a"], second) == first
    assert repository.last_touched(["never"], head) == head


def test_paths_are_taken_by_the_letter(workspace, repository):
    first = workspace.commit(koban_yaml="w")
    workspace.write("deployments/*/x.yaml", "x")
    workspace.write(":(exclude)y", "x")
    second = workspace.commit()
    third = workspace.commit(deployments__f__x_yaml="other")
    assert repository.last_touched(["deployments/*/x.yaml"], third) == second
    assert repository.last_touched([":(exclude)y"], third) == second
    assert repository.last_touched(["koban.yaml"], third) == first


def test_changed_paths_name_both_ends_of_a_rename(workspace, repository):
    old = workspace.commit(
        koban_yaml="w", deployments__f__a_yaml="the same words", deployments__f__b_yaml="b"
    )
    workspace.git("mv", "deployments/f/a.yaml", "deployments/f/日本 x.yaml")
    new = workspace.commit(deployments__f__b_yaml="b2")
    expected = ["deployments/f/a.yaml", "deployments/f/b.yaml", "deployments/f/日本 x.yaml"]
    assert repository.changed_paths(old, new) == expected
    assert repository.changed_paths(new, new) == []


def test_started_from_a_hook_it_reads_its_own_repository(workspace, repository, tmp_path, monkeypatch):
    head = workspace.commit(koban_yaml="mine")
    stranger = tmp_path / "stranger"
    shutil.copytree(workspace.path, stranger)
    subprocess.run(["git", "-C", str(stranger), "update-ref", "-d", "refs/heads/main"], check=True)
    shutil.rmtree(stranger / ".git/objects")
    (stranger / ".git/objects").mkdir()
    monkeypatch.setenv("GIT_DIR", str(stranger / ".git"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(stranger / ".git/objects"))
    assert repository.head() == head
    assert repository.snapshot(head).read("koban.yaml") == b"mine"


def test_a_repository_cannot_make_it_run_anything(workspace, repository, tmp_path):
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "core.sshCommand", "gpg.program"):
        workspace.git("config", key, str(program))
    workspace.git("config", "log.showSignature", "true")
    hooks = workspace.path / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "reference-transaction"):
        shutil.copy(program, hooks / name)
    (workspace.path / "koban.yaml").write_text("one")
    head = subprocess.run(
        ["git", "commit-tree", "-m", "x", workspace.git("write-tree")],
        cwd=workspace.path,
        check=True,
        capture_output=True,
        text=True,
        env={
            **os.environ,
            **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "T"),
            "EMAIL": "t@example.org",
        },
    ).stdout.strip()
    (workspace.path / ".git/refs/heads/main").write_text(head + "\n")
    ran.unlink(missing_ok=True)
    assert repository.head() == head
    repository.snapshot(head)
    repository.last_touched(["koban.yaml"], head)
    repository.changed_paths(head, head)
    assert not ran.exists()


def test_git_never_asks_for_a_password():
    assert git_module._ENVIRONMENT["GIT_TERMINAL_PROMPT"] == "0"
    assert Path(git_module._ENVIRONMENT["GIT_CONFIG_VALUE_0"]) == Path(os.devnull)

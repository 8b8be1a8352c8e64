from __future__ import annotations

import os
import subprocess
from pathlib import Path
from threading import Thread

import pytest

from koban.manifest import tree as tree_module
from koban.manifest.tree import WorkingTree
from koban.sources import snapshot as snapshot_module
from koban.sources.errors import SourceError
from koban.sources.repository import LocalRepository


def own_children() -> set[str]:
    return {
        child
        for task in Path("/proc/self/task").iterdir()
        for child in (task / "children").read_text().split()
    }


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_snapshot_is_the_commit_whatever_happens_afterwards(workspace, repository):
    first = workspace.commit(koban_yaml="one", deployments__f__a__community_yaml="a")
    before = repository.snapshot(first)
    workspace.commit(koban_yaml="two")
    workspace.write("koban.yaml", "not committed")
    assert before.read("koban.yaml") == b"one"
    assert repository.snapshot(repository.head()).read("koban.yaml") == b"two"
    with pytest.raises(TypeError):
        before.entries()["x"] = None


def test_only_the_workspace_is_seen(workspace, repository):
    for path in (
        "koban.yaml",
        "blueprints/b.yaml",
        "deployments/f/a/community.yaml",
        "src/secret.py",
        "koban.yaml.bak",
    ):
        workspace.write(path, "x")
    snapshot = repository.snapshot(workspace.commit())
    assert sorted(snapshot.entries()) == ["blueprints/b.yaml", "deployments/f/a/community.yaml", "koban.yaml"]
    with pytest.raises(KeyError):
        snapshot.read("src/secret.py")


def test_links_and_submodules_are_marked_and_never_read(workspace, repository, tmp_path):
    workspace.commit(koban_yaml="w")
    (workspace.path / "deployments").mkdir()
    (workspace.path / "deployments/link").symlink_to("/etc/passwd")
    workspace.git("update-index", "--add", "--cacheinfo", f"160000,{repository.head()},deployments/module")
    workspace.git("add", "deployments/link")
    workspace.git("commit", "-q", "-m", "links")
    snapshot = repository.snapshot(repository.head())
    for path in ("deployments/link", "deployments/module"):
        assert snapshot.entries()[path].symlink
        with pytest.raises(KeyError):
            snapshot.read(path)
    assert not snapshot.entries()["koban.yaml"].symlink


def test_large_files_are_known_and_not_read(workspace, repository, monkeypatch):
    monkeypatch.setattr(snapshot_module, "MAX_FILE", 10)
    snapshot = repository.snapshot(workspace.commit(koban_yaml="x" * 11, deployments__small_yaml="x" * 10))
    assert snapshot.entries()["koban.yaml"].size == 11
    with pytest.raises(KeyError):
        snapshot.read("koban.yaml")
    assert snapshot.read("deployments/small.yaml") == b"x" * 10


def test_too_many_files(workspace, repository, monkeypatch):
    monkeypatch.setattr(snapshot_module, "MAX_FILES", 2)
    head = workspace.commit(koban_yaml="x", deployments__a_yaml="x", deployments__b_yaml="x")
    with pytest.raises(SourceError) as caught:
        repository.snapshot(head)
    assert caught.value.diagnostic.code == "KB608"


def test_a_commit_and_its_working_tree_look_the_same(workspace, repository):
    names = [
        "koban.yaml",
        "blueprints/b.yaml",
        "deployments/f/force.yaml",
        "deployments/f/a/日本 with\nbreaks\tand tabs.yaml",
        "deployments/f/.hidden/x.yaml",
        "deployments/.hidden",
        "deployments/" + "/".join("d" * 1 for _ in range(tree_module.MAX_DEPTH - 1)) + "/deepest.yaml",
        "deployments/" + "/".join("e" * 1 for _ in range(tree_module.MAX_DEPTH)) + "/too-deep.yaml",
    ]
    for name in names:
        workspace.write(name, f"words of {name}")
    (workspace.path / "deployments/f/link").symlink_to("force.yaml")
    snapshot = repository.snapshot(workspace.commit())
    working = WorkingTree(workspace.path)

    def seen(tree):
        return {
            path: (e.path, e.size, e.symlink, None if e.symlink else e.blob)
            for path, e in tree.entries().items()
        }

    assert seen(snapshot) == seen(working)
    assert len(snapshot.entries()) == 6
    for path, entry in snapshot.entries().items():
        if not entry.symlink:
            assert snapshot.read(path) == working.read(path)


def test_the_reader_is_replaced_when_it_dies(workspace, repository):
    snapshot = repository.snapshot(workspace.commit(koban_yaml="one", deployments__a_yaml="two"))
    before = own_children()
    assert snapshot.read("koban.yaml") == b"one"
    (reader,) = own_children() - before
    os.kill(int(reader), 9)
    assert snapshot.read("deployments/a.yaml") == b"two"


def test_objects_that_come_later_and_packs_that_move_are_found(workspace, repository):
    first = repository.snapshot(workspace.commit(koban_yaml="one"))
    assert first.read("koban.yaml") == b"one"
    second = repository.snapshot(workspace.commit(koban_yaml="two"))
    workspace.git("gc", "-q", "--prune=now")
    assert (first.read("koban.yaml"), second.read("koban.yaml")) == (b"one", b"two")


def test_a_lost_object_is_told_plainly(workspace, repository):
    snapshot = repository.snapshot(workspace.commit(koban_yaml="one"))
    blob = snapshot.entries()["koban.yaml"].blob
    (workspace.path / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(SourceError) as caught:
        snapshot.read("koban.yaml")
    assert caught.value.diagnostic.code == "KB607"


def test_threads_read_together(workspace, repository):
    for number in range(40):
        workspace.write(f"deployments/f/{number}.yaml", f"text {number} " * (number * 50))
    snapshot = repository.snapshot(workspace.commit(koban_yaml="w"))
    wrong: list[int] = []

    def read():
        for number in range(40):
            text = f"text {number} " * (number * 50)
            wrong.extend([number] * (snapshot.read(f"deployments/f/{number}.yaml").decode() != text))

    threads = [Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_two_hundred_snapshots_leak_nothing(workspace, repository):
    head = workspace.commit(koban_yaml="one", deployments__a_yaml="a")

    def use():
        assert repository.head() == head
        assert repository.snapshot(head).read("koban.yaml") == b"one"

    children, descriptors = own_children(), open_descriptors()
    use()
    running, in_use = own_children(), open_descriptors()
    assert len(running - children) == 1, "one reader for all snapshots"
    for _ in range(200):
        use()
    assert own_children() == running
    assert open_descriptors() == in_use
    repository.close()
    assert own_children() == children
    assert open_descriptors() == descriptors


def test_repositories_with_longer_hashes(tmp_path):
    path = tmp_path / "sha256"
    subprocess.run(["git", "init", "-q", "--object-format=sha256", "-b", "main", str(path)], check=True)
    (path / "koban.yaml").write_text("one")
    identity = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    for arguments in (["add", "."], [*identity, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", str(path), *arguments], check=True)
    repository = LocalRepository(path, "main")
    head = repository.head()
    assert len(head) == 64
    assert repository.snapshot(head).read("koban.yaml") == b"one"
    assert repository.last_touched(["koban.yaml"], head) == head
    repository.close()

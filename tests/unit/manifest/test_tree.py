"""A working tree shows what lies there, follows nothing and names content as Git does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from koban.manifest.tree import MAX_FILE, WorkingTree


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    force = tmp_path / "deployments" / "haven"
    (force / "zoutkade").mkdir(parents=True)
    (tmp_path / "koban.yaml").write_text("a: 1\n")
    (force / "force.yaml").write_text("b: 2\n")
    (force / "zoutkade" / "community.yaml").write_text("c: 3\n")
    return tmp_path


def test_only_the_workspace_s_own_files(folder: Path) -> None:
    (folder / "README.md").write_text("x")
    (folder / "src").mkdir()
    (folder / "src" / "force.yaml").write_text("x")
    (folder / "deployments" / ".git").mkdir()
    (folder / "deployments" / ".git" / "config").write_text("x")
    assert sorted(WorkingTree(folder).entries()) == [
        "deployments/haven/force.yaml",
        "deployments/haven/zoutkade/community.yaml",
        "koban.yaml",
    ]


def test_blobs_are_named_as_git_names_them(folder: Path) -> None:
    # echo 'a: 1' | git hash-object --stdin
    assert WorkingTree(folder).entries()["koban.yaml"].blob == "a8926a52d8dcba5c4386945476ab6a2ad008afd4"


def test_one_object_is_one_state(folder: Path) -> None:
    tree = WorkingTree(folder)
    before = tree.entries()["koban.yaml"]
    (folder / "koban.yaml").write_text("changed: true\n")
    assert tree.entries()["koban.yaml"] == before
    assert tree.read("koban.yaml") == b"a: 1\n"
    assert WorkingTree(folder).entries()["koban.yaml"].blob != before.blob


def test_links_are_seen_and_not_followed(folder: Path) -> None:
    place = folder / "deployments" / "haven"
    (place / "linked").symlink_to("zoutkade", target_is_directory=True)
    (place / "zoutkade" / "area.geojson").symlink_to("/etc/hostname")
    tree = WorkingTree(folder)
    assert tree.entries()["deployments/haven/linked"].symlink
    assert tree.entries()["deployments/haven/zoutkade/area.geojson"].symlink
    with pytest.raises(KeyError):
        tree.read("deployments/haven/zoutkade/area.geojson")


def test_a_linked_deployments_folder_is_not_followed(folder: Path) -> None:
    (folder / "deployments").rename(folder / "elsewhere")
    (folder / "deployments").symlink_to("elsewhere", target_is_directory=True)
    assert WorkingTree(folder).entries()["deployments"].symlink


def test_huge_files_and_pipes_are_never_opened(folder: Path) -> None:
    place = folder / "deployments" / "haven" / "zoutkade"
    with (place / "huge").open("wb") as file:
        file.truncate(MAX_FILE + 1)
    os.mkfifo(place / "pipe")
    tree = WorkingTree(folder)
    for name in ("huge", "pipe"):
        path = f"deployments/haven/zoutkade/{name}"
        assert tree.entries()[path].size > MAX_FILE
        with pytest.raises(KeyError):
            tree.read(path)


def test_what_is_absent_is_a_key_error(folder: Path) -> None:
    with pytest.raises(KeyError):
        WorkingTree(folder).read("deployments/haven/../../koban.yaml")

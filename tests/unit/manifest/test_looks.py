"""Files that look the same are not read again; those that changed are, and those that changed just now."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from koban.manifest.looks import Looks
from koban.manifest.tree import ChangedMeanwhileError, WorkingTree

PATH = "koban.yaml"
HOUR = 3_600_000_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / PATH).write_text("a: 1\n")
    return tmp_path


def look(folder: Path, known=None, later: int = HOUR) -> Looks:
    """What is seen of the folder `later` nanoseconds from now, when `known` is known."""
    looks = Looks(time.time_ns() + later, known or {})
    WorkingTree(folder, looks).entries()
    return looks


def named_by(looks: Looks, folder: Path) -> str:
    return WorkingTree(folder, looks).entries()[PATH].blob


def pretending(looks: Looks) -> Looks:
    """The same looks with another blob, which tells whether a file was read."""
    known = {path: (*seen[:4], "f" * 40) for path, seen in looks.seen.items()}
    return Looks(looks.now, known)


def test_what_looks_the_same_is_not_read(folder: Path) -> None:
    assert named_by(pretending(look(folder)), folder) == "f" * 40


def test_the_name_is_that_of_the_content(folder: Path) -> None:
    blob = WorkingTree(folder).entries()[PATH].blob
    assert look(folder).seen[PATH][4] == blob
    assert named_by(Looks(time.time_ns(), look(folder).seen), folder) == blob


def test_another_size_is_read(folder: Path) -> None:
    known = pretending(look(folder))
    (folder / PATH).write_text("a: 10\n")
    assert named_by(known, folder) != "f" * 40


def test_the_same_size_at_another_time_is_read(folder: Path) -> None:
    known = pretending(look(folder))
    before = (folder / PATH).stat().st_mtime_ns
    (folder / PATH).write_text("a: 2\n")
    os.utime(folder / PATH, ns=(before + 1, before + 1))
    assert named_by(known, folder) != "f" * 40


def test_another_file_with_the_same_dates_is_read(folder: Path) -> None:
    """The date of content can be set back; that of the file's entry cannot."""
    known = pretending(look(folder))
    before = (folder / PATH).stat().st_mtime_ns
    (folder / "other").write_text("a: 2\n")
    (folder / "other").replace(folder / PATH)
    os.utime(folder / PATH, ns=(before, before))
    assert named_by(known, folder) != "f" * 40


def test_what_changed_just_now_is_not_remembered(folder: Path) -> None:
    assert look(folder, later=0).seen == {}


def test_what_is_gone_is_forgotten(folder: Path) -> None:
    known = look(folder).seen
    (folder / PATH).unlink()
    looks = look(folder, known)
    assert looks.seen == {}
    assert looks.changed()


def test_nothing_changed_when_everything_looks_the_same(folder: Path) -> None:
    assert not look(folder, look(folder).seen).changed()


def test_a_file_that_is_another_when_it_is_read_is_told(folder: Path) -> None:
    tree = WorkingTree(folder, look(folder))
    tree.entries()
    assert tree.read(PATH) == b"a: 1\n"
    known = Looks(time.time_ns(), look(folder).seen)
    tree = WorkingTree(folder, known)
    tree.entries()
    (folder / PATH).write_text("a: 2\n")
    with pytest.raises(ChangedMeanwhileError):
        tree.read(PATH)
    (folder / PATH).unlink()
    with pytest.raises(ChangedMeanwhileError):
        tree.read(PATH)

"""A file is replaced whole or not at all, keeps its mode, and is not replaced behind anybody's back."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from koban.cli.exit import FailedError
from koban.cli.rewriting import rewrite


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    path.chmod(0o604)
    return path


def test_it_is_replaced_with_its_mode(path: Path) -> None:
    other = path.open("rb")
    rewrite(path, b"old", b"new")
    with other:
        assert other.read() == b"old"  # whoever had it open reads on in the old one
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604
    assert list(path.parent.iterdir()) == [path]


def test_what_changed_meanwhile_stays(path: Path) -> None:
    with pytest.raises(FailedError, match="was changed"):
        rewrite(path, b"older", b"new")
    assert path.read_bytes() == b"old"


def test_a_link_is_refused(path: Path) -> None:
    link = path.with_name("link.yaml")
    link.symlink_to(path)
    with pytest.raises(FailedError, match="symbolic link"):
        rewrite(link, b"old", b"new")
    assert path.read_bytes() == b"old"


def test_nothing_is_left_behind_by_a_failure(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        rewrite(path, b"old", b"new")
    assert list(path.parent.iterdir()) == [path]
    assert path.read_bytes() == b"old"

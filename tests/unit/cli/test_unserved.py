"""What is edited and not committed is said once."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from koban.cli.unserved import Unserved
from koban.model.clock import FakeClock
from koban.reconcile.source import FolderSource
from koban.sources.repository import LocalRepository

START = datetime(2027, 1, 4, 9, tzinfo=UTC)


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "koban.yaml").write_text("kind: Workspace\n")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "-q", "-m", "begin")
    return tmp_path


def test_each_beginning_is_told_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clock = FakeClock(START)
    unserved = Unserved(LocalRepository(folder, "main"), clock)

    def told() -> str:
        clock.advance(timedelta(seconds=6))
        unserved.tell()
        return capsys.readouterr().err

    assert told() == ""
    (folder / "koban.yaml").write_text("kind: Workspace # edited\n")
    assert told().startswith("Not committed, so not served: koban.yaml (")
    assert told() == ""
    git(folder, "checkout", "-q", "koban.yaml")
    assert told() == ""
    git(folder, "switch", "-q", "-c", "trial")
    assert told() == 'The branch "main" is served, and you are on the branch "trial".\n'
    assert told() == ""


def test_a_folder_that_is_served_as_it_lies_there_leaves_nothing_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "koban.yaml").write_text("kind: Workspace # edited\n")
    Unserved(FolderSource(folder), FakeClock(START)).tell()
    assert capsys.readouterr().err == ""

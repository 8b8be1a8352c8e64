"""The short form of `kill.py`."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.kill import run

TIMES = 6
SEED = 25
"""With it, each of the three is killed at least once."""


def test_nothing_is_lost_when_processes_are_killed(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    folder.mkdir()
    assert "each there once" in run(folder, TIMES, seed=SEED)

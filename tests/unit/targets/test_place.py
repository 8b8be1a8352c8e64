"""Socket paths stay short enough for the system, whatever the state folder is called."""

from __future__ import annotations

import os
from pathlib import Path

from koban.targets.place import admin_socket, make_folders


def test_a_short_state_folder_holds_the_socket(tmp_path: Path) -> None:
    state = Path("/") / "s"
    assert admin_socket(state) == Path("/s/run/host.sock")


def test_a_long_one_gets_a_private_folder_elsewhere(tmp_path: Path) -> None:
    state = tmp_path / ("x" * 120)
    path = admin_socket(state)
    assert len(os.fsencode(path)) < 107
    assert path == admin_socket(state)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    path.parent.rmdir()


def test_folders_are_private(tmp_path: Path) -> None:
    make_folders(tmp_path / "state")
    for name in ("", "run", "logs"):
        assert (tmp_path / "state" / name).stat().st_mode & 0o777 == 0o700

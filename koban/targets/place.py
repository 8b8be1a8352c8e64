"""Where a target's files lie in the state folder, and where its socket does when that folder's name is too long for one."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

_LONGEST = 100
"""Of a socket's path, in bytes: unix(7) allows 107, and a number may be added."""


def make_folders(state: Path) -> None:
    """Make the folders that processes of the target write to, for the owner only."""
    for folder in (state, state / "run", state / "logs"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def admin_socket(state: Path) -> Path:
    """The host's admin socket."""
    wanted = state.resolve() / "run" / "host.sock"
    if len(os.fsencode(wanted)) <= _LONGEST:
        return wanted
    short = hashlib.sha256(os.fsencode(state.resolve())).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"koban-{os.getuid()}-{short}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise PermissionError(
            f"{folder} belongs to someone else; remove it or choose a shorter --state folder"
        )
    return folder / "host.sock"

"""Keeps log files small. What is written in them is not its matter."""

from __future__ import annotations

import shutil
from pathlib import Path

MOST = 10 * 1024 * 1024
KEPT = 3


def rotate(log: Path, most: int = MOST, kept: int = KEPT) -> bool:
    """If `log` is larger than `most` bytes, keep it as `.1` (older ones move on, the last goes) and empty it.

    It is copied and emptied rather than moved, because a running process goes on writing at its end.
    """
    if not log.exists() or log.stat().st_size <= most:
        return False
    for number in range(kept - 1, 0, -1):
        older = _numbered(log, number)
        if older.exists():
            older.replace(_numbered(log, number + 1))
    shutil.copyfile(log, _numbered(log, 1))
    with log.open("r+b") as emptied:
        emptied.truncate(0)
    return True


def _numbered(log: Path, number: int) -> Path:
    return log.with_name(f"{log.name}.{number}")

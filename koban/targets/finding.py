"""Finds processes of ours that run already, by their command line: it is there from the first moment on, unlike a file with a pid."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

_PROCESSES = Path("/proc")


def find_processes(words: Sequence[str]) -> list[int]:
    """This user's processes in whose command line `words` stand in a row, oldest number first."""
    wanted = b"\0" + b"\0".join(os.fsencode(word) for word in words) + b"\0"
    numbers = sorted(int(entry.name) for entry in _PROCESSES.iterdir() if entry.name.isdigit())
    return [pid for pid in numbers if pid != os.getpid() and wanted in _command_line(pid)]


def _command_line(pid: int) -> bytes:
    folder = _PROCESSES / str(pid)
    try:
        return (folder / "cmdline").read_bytes() if folder.stat().st_uid == os.getuid() else b""
    except (FileNotFoundError, ProcessLookupError):
        return b""  # it ended while we looked

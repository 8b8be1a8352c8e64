"""What a command takes: seconds, and memory with that of all processes that it starts."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.running import LONGEST

_LOOK = 0.05
_SESSION = 3
"""Which field of /proc/<pid>/stat, counted after the name, is the session."""


@dataclass(frozen=True, slots=True)
class Took:
    """What one run took."""

    seconds: float
    peak_bytes: int

    def as_data(self) -> dict[str, Any]:
        """For the report."""
        return {"seconds": round(self.seconds, 3), "peak_bytes": self.peak_bytes}


def take(command: Sequence[str]) -> Took:
    """Run `command` to its end. Memory is looked at twenty times a second; what processes share counts once."""
    with tempfile.TemporaryFile() as told:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=told, stderr=told, start_new_session=True)
        ended, samples = threading.Event(), [0]
        watcher = threading.Thread(target=_watch, args=(process, ended, samples))
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        watcher.join()
        if process.returncode:
            told.seek(0)
            words = told.read()[-2000:].decode()
            raise RuntimeError(f"{command[0]} ended with {process.returncode}: {words}")
    return Took(took, max(*samples, usage.ru_maxrss * 1024))


def _watch(process: subprocess.Popen[bytes], ended: threading.Event, samples: list[int]) -> None:
    end = time.monotonic() + LONGEST
    while not ended.wait(_LOOK):
        samples.append(_used_by(process.pid))
        if time.monotonic() > end:
            process.kill()


def _used_by(session: int) -> int:
    """Memory of all processes of a session; pages that several of them have count in part for each."""
    return sum(
        _proportional(folder)
        for folder in Path("/proc").iterdir()
        if folder.name.isdigit() and _session(folder) == session
    )


def _session(folder: Path) -> int:
    try:
        return int((folder / "stat").read_text().rpartition(")")[2].split()[_SESSION])
    except OSError:
        return 0


def _proportional(folder: Path) -> int:
    try:
        lines = (folder / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)

"""One process that the target keeps up: started by us, or found running. When to start it again is not decided here."""

from __future__ import annotations

import os
import select
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from koban.targets.finding import find_processes


class Child:
    """A process in a session of its own, so that it outlives us; its end can be waited for without asking again and again."""

    def __init__(self, pid: int, process: subprocess.Popen[bytes] | None = None) -> None:
        """Take charge of `pid`. Raises ProcessLookupError if it is gone."""
        self.pid = pid
        self._process = process
        self._handle = os.pidfd_open(pid)

    @classmethod
    def start(cls, command: Sequence[str], *, log: Path, fds: Sequence[int] = ()) -> Child:
        """Run `command` with its output at the end of `log`, handing on the open files `fds`."""
        with log.open("ab") as output:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=fds,
            )
        return cls(process.pid, process)

    @classmethod
    def find(cls, words: Sequence[str]) -> list[Child]:
        """Those that run already and have `words` in their command line."""
        found = []
        for pid in find_processes(words):
            with suppress(ProcessLookupError):  # it ended while we looked
                found.append(cls(pid))
        return found

    def fileno(self) -> int:
        """A file that becomes readable when the process has ended (pidfd_open(2))."""
        return self._handle

    def terminate(self) -> None:
        """Ask it to finish what it does and stop."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self._signal(signal.SIGKILL)

    def wait(self, seconds: float) -> bool:
        """Wait at most that long for its end; returns whether it has ended."""
        return bool(select.select([self._handle], [], [], seconds)[0])

    def collect(self) -> int | None:
        """Let go of it. Returns its exit status, None if it still runs or was not started by us."""
        os.close(self._handle)
        return self._process.poll() if self._process else None

    def _signal(self, number: signal.Signals) -> None:
        try:
            signal.pidfd_send_signal(self._handle, number)
        except ProcessLookupError:
            return  # it has ended already, which is what was asked for

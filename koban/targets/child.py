"""One process that the target keeps up: started by us, or found running. When to start it again is not decided here."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from koban.targets.pidfile import read_pid, write_pid


class Child:
    """A process in a session of its own, so that it outlives us; its end can be waited for without asking again and again."""

    def __init__(self, pid: int, process: subprocess.Popen[bytes] | None = None) -> None:
        """Take charge of `pid`. Raises ProcessLookupError if it is gone."""
        self.pid = pid
        self._process = process
        self._handle = os.pidfd_open(pid)

    @classmethod
    def start(cls, command: Sequence[str], *, log: Path, pid_file: Path, fds: Sequence[int] = ()) -> Child:
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
        write_pid(pid_file, process.pid)
        return cls(process.pid, process)

    @classmethod
    def find(cls, pid_file: Path) -> Child | None:
        """The process that `pid_file` names, if it still runs."""
        pid = read_pid(pid_file)
        if pid is None:
            return None
        try:
            return cls(pid)
        except ProcessLookupError:
            return None

    def fileno(self) -> int:
        """A file that becomes readable when the process has ended (pidfd_open(2))."""
        return self._handle

    def terminate(self) -> None:
        """Ask it to finish what it does and stop."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self._signal(signal.SIGKILL)

    def collect(self) -> int | None:
        """After its end: forget it. Returns its exit status, None if it was not ours to ask."""
        os.close(self._handle)
        return self._process.wait() if self._process else None

    def _signal(self, number: signal.Signals) -> None:
        try:
            signal.pidfd_send_signal(self._handle, number)
        except ProcessLookupError:
            return  # it has ended already, which is what was asked for

"""Real processes under a real supervisor: they outlive it, are taken over, replaced without a lost connection, and stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from koban.targets.admin import ask_health
from koban.targets.finding import find_processes
from koban.targets.place import admin_socket

SUPERVISOR = """
import signal, sys, threading
from pathlib import Path
from koban.model.clock import SystemClock
from koban.targets.local import LocalTarget

stopped = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stopped.set())
target = LocalTarget(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], SystemClock(), lambda pid: None)
target.start()
print(target.port, flush=True)
stopped.wait()
target.stop()
"""


class Supervised:
    """One state folder and whoever supervises on it."""

    def __init__(self, state: Path) -> None:
        self.state, self.port = state, 0
        self.supervisor: subprocess.Popen[str] | None = None

    def supervise(self, code: str) -> None:
        command = [sys.executable, "-c", SUPERVISOR, str(self.state), str(self.port), code]
        self.supervisor = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.supervisor.stdout is not None
        while not (line := self.supervisor.stdout.readline().strip()).isdigit():  # log lines come before
            assert line, "the supervisor ended"
        self.port = int(line)

    def end(self, number: signal.Signals) -> None:
        assert self.supervisor is not None
        self.supervisor.send_signal(number)
        self.supervisor.communicate(timeout=20)

    def pids(self, name: str) -> list[int]:
        return find_processes((name, "--store", f"sqlite:{self.state.resolve()}"))

    def pid(self, name: str) -> int:
        (only,) = self.pids(name)
        return only

    def answers(self) -> int:
        return httpx.get(f"http://127.0.0.1:{self.port}/", timeout=30).status_code


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[Supervised]:
    made = Supervised(tmp_path / "state")
    yield made
    if made.supervisor is not None and made.supervisor.poll() is None:
        made.end(signal.SIGTERM)
    for pid in made.pids("host") + made.pids("jobs"):
        os.kill(pid, signal.SIGKILL)


def wait_for(what: Callable[[], object], words: str) -> None:
    pause = threading.Event()
    for _ in range(600):
        if what():
            return
        pause.wait(0.05)
    raise AssertionError(words)


def test_it_restarts_hands_on_and_stops(supervised: Supervised) -> None:
    supervised.supervise("unknown yet")
    assert supervised.answers() == 421  # a connection waits in the socket until the host is there
    health = ask_health(admin_socket(supervised.state))
    assert health is not None
    assert health.pid == supervised.pid("host")

    os.kill(health.pid, signal.SIGKILL)
    assert supervised.answers() == 421
    restarted, jobs = supervised.pid("host"), supervised.pid("jobs")
    assert restarted != health.pid

    supervised.end(signal.SIGKILL)
    assert supervised.answers() == 421
    supervised.supervise(health.code)
    assert supervised.pid("host") == restarted
    assert supervised.pid("jobs") != jobs

    supervised.end(signal.SIGKILL)
    seen = visit_while(supervised, lambda: replace(supervised, restarted))
    assert set(seen) == {421}
    assert supervised.pid("host") != restarted

    supervised.end(signal.SIGTERM)
    assert not supervised.pids("host") + supervised.pids("jobs")


def replace(supervised: Supervised, old: int) -> None:
    supervised.supervise("other code")
    wait_for(lambda: old not in supervised.pids("host"), "the host with the old code left")


def visit_while(supervised: Supervised, act: Callable[[], None]) -> Counter[int]:
    """What a visitor sees who keeps asking while something happens."""
    stop, seen = threading.Event(), Counter[int]()

    def visit() -> None:
        while not stop.wait(0.01):
            seen[supervised.answers()] += 1

    visitor = threading.Thread(target=visit)
    visitor.start()
    try:
        act()
    finally:
        stop.set()
        visitor.join()
    return seen

"""Processes under measurement: KOBAN on a workspace, the plain application, the load generator."""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.load import Job

KOBAN = (sys.executable, "-c", "from koban.cli.main import main; main()")
LONGEST = 600.0
_LOOK = 0.01


class TookTooLongError(Exception):
    """Something did not come about."""


def free_port() -> int:
    """A port that nobody listens on, below those that the system gives to outgoing connections."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) != 0:
                return port


def wait_until(true: Callable[[], bool], process: subprocess.Popen[bytes] | None = None) -> float:
    """Wait until something is true; returns the seconds it took."""
    began = time.perf_counter()
    while not true():
        if time.perf_counter() - began > LONGEST or (process is not None and process.poll() is not None):
            raise TookTooLongError(
                "the process ended" if process and process.poll() is not None else "it took too long"
            )
        time.sleep(_LOOK)
    return time.perf_counter() - began


def ask(port: int, host: str, path: str = "/") -> tuple[int, str]:
    """Status and body of one GET; status 0 where nobody listens."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except OSError:
        return 0, ""
    finally:
        connection.close()


@contextmanager
def koban_up(workspace: Path, state: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`koban up` on `workspace`, stopped at the end."""
    command = [*KOBAN, "-C", str(workspace), "--state", str(state), "up", "--port", str(port)]
    with _process(command, state.with_suffix(".log")) as process:
        yield process


@contextmanager
def plain_app(database: Path, port: int) -> Iterator[None]:
    """The plain application."""
    command = [sys.executable, "-m", "benchmarks.plain", str(database), str(port)]
    with _process(command, database.with_suffix(".log")) as process:
        wait_until(lambda: ask(port, "localhost")[0] != 0, process)
        yield


@contextmanager
def _process(command: Sequence[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (
        log.open("wb") as out,
        subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True) as process,
    ):
        try:
            yield process
        except TookTooLongError as error:
            raise TookTooLongError(f"{error}; its last words: {log.read_text()[-2000:]}") from error
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def load(job: Job) -> dict[str, Any]:
    """Run the load generator in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.load"]
    done = subprocess.run(command, input=json.dumps(asdict(job)), check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def host_pid(parent: int) -> int:
    """The process that runs `koban host` below `parent`."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and _is_host(folder) and parent in _ancestors(int(folder.name)):
            return int(folder.name)
    raise TookTooLongError("there is no host")


def _is_host(folder: Path) -> bool:
    try:
        words = (folder / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return b"host" in words


def _ancestors(pid: int) -> list[int]:
    found: list[int] = []
    while pid > 1:
        try:
            pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            break
        found.append(pid)
    return found


def resident_bytes(pid: int) -> int:
    """Memory that a process has in use."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")

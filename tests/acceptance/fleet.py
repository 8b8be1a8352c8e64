"""A workspace with a Git repository of its own and real KOBAN processes over it, spoken to as people and machines do."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx

REPOSITORY = Path(__file__).parents[2]
KOBAN = Path(sys.executable).parent / "koban"
_IDENTITY = {
    "GIT_AUTHOR_NAME": "Test",
    "GIT_AUTHOR_EMAIL": "test@force.example",
    "GIT_COMMITTER_NAME": "Test",
    "GIT_COMMITTER_EMAIL": "test@force.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}
_PAUSE = 0.05


def copy_examples(folder: Path) -> None:
    """Put the example workspace in `folder`."""
    for name in ("deployments", "blueprints"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copy(REPOSITORY / "koban.yaml", folder / "koban.yaml")


def wait_for(what: Callable[[], Any], words: str, seconds: float = 60) -> Any:
    """The first true thing that `what` returns, asked again and again; fails with `words`."""
    pause, rounds = threading.Event(), int(seconds / _PAUSE)
    for _ in range(rounds):
        found = what()
        if found:
            return found
        pause.wait(_PAUSE)
    raise AssertionError(f"not within {seconds} s: {words}")


def free_port() -> int:
    """A port that is free, with the one above it."""
    for _ in range(50):
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port
    raise AssertionError("no two free ports in a row")


class Fleet:
    """One workspace and the processes that serve it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.state, self.port = folder, folder / ".koban", free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.output = folder.with_name(f"{folder.name}.out")
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=10)

    # Git

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", *words],
            cwd=self.folder,
            env=os.environ | _IDENTITY,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def begin(self) -> str:
        """Make what lies in the folder a repository's first commit."""
        self.git("init", "--quiet", "--initial-branch=main")
        (self.folder / ".gitignore").write_text(".koban/\n")
        return self._record("begin")

    def commit(self, changes: Mapping[str, str | None]) -> str:
        """Write or delete files, and commit; returns the revision."""
        for path, text in changes.items():
            file = self.folder / path
            if text is None:
                self.git("rm", "-r", "--quiet", path)
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
        return self._record(f"change {' '.join(changes)}")

    def retitle(self, manifest: str, title: str) -> str:
        """Give a community another title, and commit."""
        text = (self.folder / manifest).read_text(encoding="utf-8")
        return self.commit({manifest: re.sub(r"(?m)^  title: .*$", f"  title: {title}", text, count=1)})

    def _record(self, message: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    # processes

    def up(self, *options: str) -> None:
        """Start `koban up`; does not wait."""
        command = [KOBAN, "-C", self.folder, "up", "--port", str(self.port), *options]
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)

    def said(self) -> str:
        return self.output.read_text() if self.output.exists() else ""

    def wait_until_announced(self) -> None:
        wait_for(
            lambda: "Control page:" in self.said(),
            f"koban up announces what runs; it said {self.said()}",
            120,
        )

    def stop(self) -> int:
        """Ctrl-C; returns the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(15)

    def close(self) -> None:
        """End whatever still runs."""
        self.client.close()
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(15)
        for pid in self.pids("host") + self.pids("jobs"):
            os.kill(pid, signal.SIGKILL)

    def pids(self, name: str) -> list[int]:
        """Processes of this fleet called `host` or `jobs`."""
        words = f"\0{name}\0--store\0sqlite:{self.state.resolve()}\0".encode()
        return [pid for pid in _processes() if words in _command_line(pid)]

    def koban(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [KOBAN, "-C", self.folder, *words], capture_output=True, text=True, timeout=60, check=False
        )

    # asking

    def status(self) -> dict[str, Any]:
        """`koban status --format json`, by name."""
        done = self.koban("status", "--format", "json")
        assert done.returncode == 0, done.stderr
        return {one["name"]: one for one in json.loads(done.stdout)["communities"]}

    def history(self) -> dict[str, Any]:
        done = self.koban("history", "--format", "json")
        assert done.returncode == 0, done.stderr
        return dict(json.loads(done.stdout))

    def seen(self) -> dict[str, Any]:
        """The same as `status` from the control address, which is quicker to ask."""
        answer = httpx.get(f"http://127.0.0.1:{self.port + 1}/api/v1/communities", timeout=5)
        return {one["name"]: one for one in answer.json()["communities"]}

    def condition(self, name: str, kind: str) -> dict[str, Any]:
        found = [one for one in self.seen()[name]["conditions"] if one["type"] == kind]
        return dict(found[0]) if found else {"status": "", "reason": "", "message": ""}

    def get(self, name: str, path: str = "/") -> httpx.Response:
        """A page of a citizen app."""
        return self.client.get(path, headers={"host": f"{name}.localhost:{self.port}"})

    def shows(self, name: str, words: str) -> bool:
        answer = self.get(name)
        return answer.status_code == 200 and words in answer.text

    def shows_if_up(self, name: str, words: str) -> bool:
        """The same while the host may still be starting."""
        try:
            return self.shows(name, words)
        except httpx.HTTPError:
            return False


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""

"""The README's commands, run in a fresh clone with this environment's packages."""

import re
import shlex
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent.parent
STAMPS = ("made", "run", "koban", "test")


def commands():
    """Every line of every block marked `sh`, in order."""
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    lines = [line for block in re.findall(r"(?ms)^```sh\n(.*?)^```", text) for line in block.splitlines()]
    return [line for line in (re.sub(r"\s+#.*", "", line).strip() for line in lines) if line]


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readme") / "koban"
    subprocess.run(["git", "clone", "--quiet", REPOSITORY, folder], check=True)
    environment = folder / ".venv"
    environment.mkdir()
    for entry in Path(sys.prefix).iterdir():
        if entry.suffix != ".stamp":
            (environment / entry.name).symlink_to(entry)
    for stamp in STAMPS:
        (environment / f"{stamp}.stamp").touch()
    return folder


@pytest.fixture(scope="module")
def running(clone):
    """`make up`, on a port of its own, until it says that all is up."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["timeout", "180", "make", "up", f"ARGS=--port={port}"]
    with subprocess.Popen(command, cwd=clone, stdout=subprocess.PIPE, text=True) as process:
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith("Control page"):
                break
        yield "".join(said)
        process.send_signal(signal.SIGTERM)


def test_the_two_commands_that_do_everything_are_there():
    assert commands()[:2] == ["make up", "make test"]


def test_make_up_brings_every_community_up(clone, running):
    names = {path.parent.name for path in clone.glob("deployments/*/*/community.yaml")}
    assert len(names) >= 4
    for name in names:
        assert re.search(rf"(?m)^{name}\n  app      http://{name}\.localhost:", running), running


@pytest.mark.parametrize("command", commands()[2:])
def test_every_other_command_works(clone, running, command):
    words = shlex.split(command)
    done = subprocess.run(words, cwd=clone, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout + done.stderr


def test_make_test_would_run_the_tests(clone):
    done = subprocess.run(
        ["make", "--dry-run", "test"], cwd=clone, capture_output=True, text=True, check=True
    )
    assert "pytest" in done.stdout
    assert "pip install" not in done.stdout

"""The real process: `koban host` over a store, asked over TCP."""

import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_community import World, bundle

from koban.model.clock import SystemClock
from koban.plugin.registry import Registry

KOBAN = [sys.executable, "-c", "from koban.cli.main import main; main()"]


def wait_for(condition: Callable[[], object], seconds: float = 20) -> object:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        threading.Event().wait(0.02)
    raise AssertionError("it did not happen")


def admin(path: Path, line: bytes, fds: int = 0) -> tuple[dict, list[int]] | None:
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(5)
        try:
            client.connect(str(path))
        except OSError:
            return None
        client.sendall(line + b"\n")
        body, received, *_ = socket.recv_fds(client, 65536, fds)
        return json.loads(body), received


def ask(port: int, host: str = "harbour") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": f"{host}.localhost:{port}"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path / "s", SystemClock(), registry=Registry())
    made.serve(bundle(features={}))
    yield made
    made.close()


@pytest.fixture
def start(world, tmp_path):
    running: list[subprocess.Popen[bytes]] = []

    def run(*options: str, **kwargs: object) -> subprocess.Popen[bytes]:
        log = (tmp_path / "log").open("ab")
        command = [
            *KOBAN,
            "host",
            "--store",
            f"sqlite:{world.folder}",
            "--admin",
            str(tmp_path / "a"),
            *options,
        ]
        running.append(subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **kwargs))
        log.close()
        return running[-1]

    yield run
    for process in running:
        process.kill()
        process.wait()


def ready(path: Path) -> object:
    return wait_for(lambda: (found := admin(path, b"health")) and found[0]["ready"])


def test_it_serves_follows_swaps_without_a_failed_request_and_stops_cleanly(world, start, tmp_path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        process = start("--listen-fd", str(listening.fileno()), pass_fds=[listening.fileno()])
        ready(tmp_path / "a")
        statuses: set[int] = set()
        stop = threading.Event()

        def keep_asking() -> None:
            while not stop.wait(0.01):
                statuses.add(ask(port)[0])

        asking = threading.Thread(target=keep_asking)
        asking.start()
        new = bundle(features={}, title={"en": "New name", "ar": "اسم"})
        uid = world.candidate(new)
        wait_for(lambda: [r for r in world.control.reports(uid, new.digest) if r.ready])
        world.control.serve(uid, new.digest, "r2", "test", world.fence)
        wait_for(lambda: "New name" in ask(port)[1])
        stop.set()
        asking.join()
        assert statuses == {200}

        found = admin(tmp_path / "a", b"fd", 4)
        assert found is not None
        with socket.socket(fileno=found[1][0]) as same:
            assert same.getsockname()[1] == port
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
        assert not (tmp_path / "a").exists()


def test_it_comes_back_from_the_store_alone_after_kill(world, start, tmp_path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        options = ("--listen-fd", str(listening.fileno()))
        first = start(*options, pass_fds=[listening.fileno()])
        ready(tmp_path / "a")
        first.kill()
        first.wait()
        start(*options, pass_fds=[listening.fileno()])
        port = listening.getsockname()[1]
        assert ask(port)[0] == 200
        assert ask(port, "nobody")[0] == 421


def test_it_outlives_its_parent(world, start, tmp_path) -> None:
    script = (
        "import subprocess, sys; subprocess.Popen(sys.argv[1:], start_new_session=True,"
        " stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)"
    )
    path = tmp_path / "a"
    command = [*KOBAN, "host", "--store", f"sqlite:{world.folder}", "--port", "0", "--admin", str(path)]
    subprocess.run([sys.executable, "-c", script, *command], check=True)
    ready(path)
    found = admin(path, b"stop")
    assert found is not None
    assert found[0] == {"stopping": True}
    wait_for(lambda: not path.exists())


def test_a_taken_port_is_told_in_one_line(start, tmp_path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = start("--port", str(taken.getsockname()[1]))
        assert process.wait(20) != 0
    log = (tmp_path / "log").read_text()
    assert "is in use by another program" in log
    assert "Traceback" not in log


def test_the_log_is_json(world, start, tmp_path) -> None:
    process = start("--port", "0")
    ready(tmp_path / "a")
    process.send_signal(signal.SIGINT)
    process.wait(15)
    lines = (tmp_path / "log").read_text().splitlines()
    assert json.loads(lines[0])["event"] == "serving"

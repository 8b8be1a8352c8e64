import json
import socket
import stat
import threading
from pathlib import Path

import pytest

from koban.host.admin import Admin


def ask(path: Path, line: bytes, fds: int = 0) -> tuple[dict, list[int]]:
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(5)
        client.connect(str(path))
        client.sendall(line + b"\n")
        body, received, *_ = socket.recv_fds(client, 65536, fds)
        return json.loads(body), received


@pytest.fixture
def listening():
    with socket.create_server(("127.0.0.1", 0)) as one:
        yield one


def test_it_answers_and_hands_the_listening_socket_over(tmp_path, listening) -> None:
    stopped = threading.Event()
    admin = Admin(tmp_path / "host.sock", [listening], lambda: {"ready": True}, stopped.set)
    assert stat.S_IMODE((tmp_path / "host.sock").stat().st_mode) == 0o600
    assert ask(tmp_path / "host.sock", b"health")[0] == {"ready": True}
    answer, fds = ask(tmp_path / "host.sock", b"fd", 4)
    assert answer == {"fds": 1}
    with socket.socket(fileno=fds[0]) as same:
        assert same.getsockname() == listening.getsockname()
    assert "error" in ask(tmp_path / "host.sock", b"sing")[0]
    ask(tmp_path / "host.sock", b"stop")
    assert stopped.is_set()
    admin.close()
    assert not (tmp_path / "host.sock").exists()


def test_a_successor_takes_the_path_and_keeps_it(tmp_path, listening) -> None:
    path = tmp_path / "host.sock"
    first = Admin(path, [listening], lambda: {"n": 1}, lambda: None)
    second = Admin(path, [listening], lambda: {"n": 2}, lambda: None)
    first.close()
    assert ask(path, b"health")[0] == {"n": 2}
    second.close()


def test_a_path_too_long_is_told(tmp_path, listening) -> None:
    with pytest.raises(ValueError, match="107"):
        Admin(tmp_path / ("x" * 120), [listening], dict, lambda: None)

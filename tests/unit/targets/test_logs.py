"""Logs stay small while somebody goes on writing."""

from __future__ import annotations

from pathlib import Path

from koban.targets.logs import rotate


def test_a_large_log_is_kept_aside_and_emptied_under_the_writer(tmp_path: Path) -> None:
    log = tmp_path / "host.log"
    with log.open("ab", buffering=0) as writer:
        for round_ in (b"one", b"two", b"three", b"four", b"five"):
            writer.write(round_ * 10)
            assert rotate(log, most=10)
        writer.write(b"now")
    assert log.read_bytes() == b"now"
    kept = {path.name: path.read_bytes()[:4] for path in tmp_path.iterdir() if path != log}
    assert kept == {"host.log.1": b"five", "host.log.2": b"four", "host.log.3": b"thre"}


def test_a_small_or_absent_log_is_left_alone(tmp_path: Path) -> None:
    log = tmp_path / "host.log"
    assert not rotate(log)
    log.write_text("short")
    assert not rotate(log)
    assert log.read_text() == "short"

"""The log never ends what it tells about."""

from __future__ import annotations

from io import FileIO

import structlog

from koban.web.log import PatientLog


def test_a_full_disk_ends_no_work() -> None:
    with FileIO("/dev/full", "w") as full:
        log = PatientLog(full)
        structlog.WriteLogger(log).error("no room")
        log.flush()


def test_what_there_is_room_for_is_written(tmp_path) -> None:
    with FileIO(tmp_path / "log", "a") as file:
        structlog.WriteLogger(PatientLog(file)).info("Kölner Straße")
    assert (tmp_path / "log").read_text("utf-8") == "Kölner Straße\n"

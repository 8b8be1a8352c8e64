from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table
from sqlalchemy.exc import IntegrityError

from koban.store import engine
from koban.store.driver import JOURNAL, driver, keeps_wal_commits
from koban.store.engine import Database, make_file
from koban.store.errors import StoreBusyError

METADATA = MetaData()
THING = Table("thing", METADATA, Column("id", Integer, primary_key=True))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "folder" / "x.db"
    make_file(made, METADATA)
    return made


@pytest.fixture
def database(path: Path):
    opened = Database(path, METADATA)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_wal_is_for_versions_that_keep_commits(version, safe):
    assert keeps_wal_commits(version) is safe


def test_the_packaged_engine_may_use_wal():
    assert JOURNAL == "WAL", driver.sqlite_version


def test_connections_are_durable(database):
    with database.reading() as connection:
        got = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert got == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


def test_an_affected_engine_does_without_wal(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "JOURNAL", "TRUNCATE")
    path = tmp_path / "x.db"
    make_file(path, METADATA)
    database = Database(path, METADATA)
    with database.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "truncate"
        connection.execute(THING.insert().values(id=1))
    database.close()
    assert not list(tmp_path.glob("x.db-wal"))


def test_only_the_owner_may_look(path, database):
    with database.writing() as connection:
        connection.execute(THING.insert().values(id=1))
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()} == {0o600}
    assert len(list(path.parent.glob("x.db*"))) == 3


def test_a_write_takes_the_lock_before_its_first_statement(path, database, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 20)
    other = Database(path, METADATA)
    with database.writing(), pytest.raises(StoreBusyError, match=r"x\.db"), other.writing():
        pytest.fail("two hold the lock")
    other.close()


def test_a_failed_write_leaves_nothing(database):
    def write_twice():
        with database.writing() as connection:
            connection.execute(THING.insert().values(id=1))
            connection.execute(THING.insert().values(id=1))

    with pytest.raises(IntegrityError):
        write_twice()
    with database.reading() as connection:
        assert connection.execute(THING.select()).all() == []


def test_a_read_sees_one_snapshot(database):
    with database.reading() as reading:
        assert reading.execute(THING.select()).all() == []
        with database.writing() as writing:
            writing.execute(THING.insert().values(id=1))
        assert reading.execute(THING.select()).all() == []
    with database.reading() as reading:
        assert len(reading.execute(THING.select()).all()) == 1


def test_what_a_killed_maker_left_is_no_hindrance(tmp_path):
    (tmp_path / "y.db.new").write_bytes(b"half")
    (tmp_path / "y.db.new-wal").write_bytes(b"half")
    make_file(tmp_path / "y.db", METADATA)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".making", "y.db"]
    Database(tmp_path / "y.db", METADATA).close()


OPENS = """
import sys
from datetime import timedelta
from pathlib import Path
from koban.model.clock import SystemClock
from koban.store.control import ControlStore
sys.stdin.read()
store = ControlStore.open(Path(sys.argv[1]), SystemClock())
print(store.adopt("same", "force").uid, store.key("k").hex())
store.close()
"""


def test_many_processes_make_one_file_together(tmp_path):
    command = [sys.executable, "-c", OPENS, str(tmp_path / "state")]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    for process in started:
        process.stdin.close()
    said = {process.stdout.read() for process in started}
    for process in started:
        process.stdout.close()
        assert process.wait(30) == 0
    assert len(said) == 1

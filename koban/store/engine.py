"""One SQLite file with its connections: how it is made, opened, read and written. Knows no table."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, MetaData, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from koban.store.driver import JOURNAL, driver
from koban.store.errors import StoreBusyError, StoreUnwritableError
from koban.store.schema import grow

BUSY_TIMEOUT_MS = 5_000
KEPT_CONNECTIONS = 3
_BEGIN = "koban_begin"
_UNWRITABLE = ("disk is full", "readonly database", "unable to open", "disk I/O error")


class Database:
    """One file. Transactions are explicit: `reading` sees one snapshot, `writing` takes the write lock at once."""

    def __init__(self, path: Path, metadata: MetaData) -> None:
        """Open the file at `path`, and give it whatever tables, columns and indexes it lacks."""
        self.path = path
        self._engine = _engine(path)
        self._write_engine = self._engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        try:
            self._prepare(metadata)
        except BaseException:
            self.close()
            raise

    def _prepare(self, metadata: MetaData) -> None:
        set_journal(self._engine, JOURNAL)
        grow(self.reading, self.writing, metadata)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one snapshot."""
        with _told_plainly(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that holds the write lock; commits at the end, rolls back if the body raises."""
        with _told_plainly(self.path), self._write_engine.connect() as connection, connection.begin():
            yield connection

    def connect(self) -> Connection:
        """A connection outside any transaction, for pragmas; whoever asked closes it."""
        return self._engine.connect().execution_options(**{_BEGIN: ""})

    def close(self) -> None:
        """Close every idle connection; those lent out close when they come back."""
        self._engine.dispose()


def make_file(path: Path, metadata: MetaData) -> None:
    """Make `path`, unless it is there, complete or not at all: built under another name, then renamed. Safe with several processes."""
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(path.parent / ".making"):
        if path.exists():
            return
        draft = path.with_name(path.name + ".new")
        for leftover in (draft, Path(f"{draft}-wal"), Path(f"{draft}-shm"), Path(f"{draft}-journal")):
            leftover.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        engine = _engine(draft)
        try:
            set_journal(engine, JOURNAL)
            with engine.connect() as connection, connection.begin():
                metadata.create_all(connection)
        finally:
            engine.dispose()
        draft.rename(path)
        sync_folder(path.parent)


def set_journal(engine: Engine, journal: str) -> str:
    """Ask for `journal`; returns the one that holds now. Leaving WAL works only while nobody else has the file open."""
    with (
        _told_plainly(Path(str(engine.url.database))),
        engine.connect().execution_options(**{_BEGIN: ""}) as connection,
    ):
        return str(connection.exec_driver_sql(f"PRAGMA journal_mode={journal}").scalar_one()).upper()


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` last through a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def bare_engine(path: Path) -> Engine:
    """An engine on an existing file, for work on the file itself."""
    return _engine(path)


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        module=driver,
        poolclass=QueuePool,
        pool_size=KEPT_CONNECTIONS,
        max_overflow=-1,
        pool_use_lifo=True,
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
    )
    event.listen(engine, "connect", _set_up_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up_connection(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "journal_size_limit=16777216"):
        connection.execute(f"PRAGMA {pragma}")
    if JOURNAL != "WAL":
        connection.execute(f"PRAGMA journal_mode={JOURNAL}")


def _begin(connection: Connection) -> None:
    statement = connection.get_execution_options().get(_BEGIN, "BEGIN")
    if statement:
        connection.exec_driver_sql(statement)


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if "locked" in str(error.orig):
            raise StoreBusyError(
                f"{path.name} was held by another process for too long; try again"
            ) from error
        if any(word in str(error.orig) for word in _UNWRITABLE):
            raise StoreUnwritableError(f"{path} cannot be written: {error.orig}") from error
        raise


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    handle = os.open(lock, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)

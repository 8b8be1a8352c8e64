"""One community's data: a file of its own, made at its first write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from koban.model.clock import Clock
from koban.store.engine import Database, make_file
from koban.store.errors import StoreBusyError
from koban.store.queue import WriteQueue
from koban.store.records.naming import PLAIN, Naming
from koban.store.records.reader import Reader
from koban.store.records.tables import METADATA
from koban.store.records.writer import Writer

T = TypeVar("T")


class Owner(Protocol):
    """Who keeps the number of open files small and says whether a file may be made."""

    def used(self, store: CommunityStore) -> None:
        """Called at each use, while the store is in use."""

    def may_make(self, path: Path) -> None:
        """Raises if the file must not be made."""


class CommunityStore:
    """A handle that stays good for ever: its file opens when used and may be closed whenever nobody uses it."""

    def __init__(self, path: Path, clock: Clock, owner: Owner) -> None:
        """The community whose data lies, or will lie, at `path`."""
        self.path = path
        self._clock = clock
        self._owner = owner
        self._lock = RLock()
        self._users = 0
        self._database: Database | None = None
        self._identity: tuple[int, int] | None = None
        self._queue: WriteQueue | None = None

    def read(self, naming: Naming = PLAIN) -> Reader:
        """A reader, alone or as a context manager for one snapshot. Without a file it finds nothing."""
        return Reader(self._lend_for_reading, naming)

    def write(self, act: Callable[[Writer], T]) -> T:
        """Carry out `act` and return its result once it is committed; what it raises is raised here."""
        return self.submit(act).result()

    def submit(self, act: Callable[[Writer], T]) -> Future[T]:
        """Have `act` carried out by the writer thread; the future is answered after the commit."""
        database = self._enter() or self._make()
        try:
            with self._lock:
                if self._queue is None:
                    self._queue = WriteQueue(f"writer-{self.path.stem}", database.writing, self._clock)
                queue = self._queue
            return queue.submit(act, self._leave)
        except BaseException:
            self._leave()
            raise

    def close_if_idle(self) -> bool:
        """Close the file unless someone uses it; returns whether it is closed now."""
        with self._lock:
            if self._users:
                return False
            self._close()
            return True

    def close(self) -> None:
        """Carry out what waits to be written, then close the file."""
        with self._lock:
            queue, self._queue = self._queue, None
        if queue is not None:
            queue.close()
        with self._lock:
            self._close()

    @property
    def is_open(self) -> bool:
        """Whether the file is open."""
        return self._database is not None

    def _close(self) -> None:
        if self._queue is not None:
            self._queue.close()
        if self._database is not None:
            self._database.close()
        self._queue = self._database = self._identity = None

    @contextmanager
    def _lend_for_reading(self) -> Iterator[Connection | None]:
        database = self._enter()
        if database is None:
            yield None
            return
        try:
            with database.reading() as connection:
                yield connection
        finally:
            self._leave()

    def _enter(self) -> Database | None:
        """The open file, counted as used until `_leave`; None if there is none."""
        with self._lock:
            # While it is in use nobody moves it: then there is no need to look.
            if self._users == 0 or self._database is None:
                there = _identity(self.path)
                if self._identity != there:
                    self._close()  # the file was archived or restored meanwhile
                if there is None:
                    return None
                if self._database is None:
                    self._database = Database(self.path, METADATA)
                    self._identity = there
            self._users += 1
            database = self._database
        self._owner.used(self)
        return database

    def _make(self) -> Database:
        self._owner.may_make(self.path)
        make_file(self.path, METADATA)
        database = self._enter()
        if database is None:
            raise StoreBusyError(f"{self.path.name} was moved away at this moment; try again")
        return database

    def _leave(self) -> None:
        with self._lock:
            self._users -= 1


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino

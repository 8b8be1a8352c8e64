"""The one writer thread of a file in use: many waiting acts become one transaction, each keeps its own fate."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import Condition, Thread, current_thread
from typing import Any, TypeVar

from sqlalchemy import Connection

from koban.model.clock import Clock
from koban.store.errors import StoreBusyError, StoreError
from koban.store.records.writer import Writer

T = TypeVar("T")
Begin = Callable[[], AbstractContextManager[Connection]]
AT_ONCE = 256
MOST_WAITING = 4_096
IDLE_SECONDS = 5.0


@dataclass(slots=True)
class _Waiting:
    act: Callable[[Writer], Any]
    done: Callable[[], None]
    future: Future[Any] = field(default_factory=Future)
    result: Any = None
    error: BaseException | None = None

    def answer(self) -> None:
        self.done()
        if self.error is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.error)


class WriteQueue:
    """Acts wait here; a thread that starts with the first and stops when idle carries them out in order."""

    def __init__(self, name: str, begin: Begin, clock: Clock) -> None:
        """`begin` gives a connection that holds the write lock and commits at its end."""
        self._name = name
        self._begin = begin
        self._clock = clock
        self._waiting: deque[_Waiting] = deque()
        self._changed = Condition()
        self._thread: Thread | None = None
        self._closed = False

    def submit(self, act: Callable[[Writer], T], done: Callable[[], None]) -> Future[T]:
        """Wait in line; after the commit `done` is called, then the future is answered."""
        item = _Waiting(act, done)
        with self._changed:
            if self._closed:
                raise StoreError("this store is closed")
            if current_thread() is self._thread:
                raise RuntimeError("an act writes through its own writer, not through the store")
            if len(self._waiting) >= MOST_WAITING:
                raise StoreBusyError("too many acts are waiting to be written; try again")
            self._waiting.append(item)
            if self._thread is None:
                self._thread = Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            else:
                self._changed.notify()
        return item.future

    def close(self) -> None:
        """Carry out what waits, then stop."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while batch := self._take():
            self._carry_out(batch)
            for item in batch:
                item.answer()

    def _take(self) -> list[_Waiting]:
        with self._changed:
            while True:
                batch: list[_Waiting] = []
                while self._waiting and len(batch) < AT_ONCE:
                    item = self._waiting.popleft()
                    if item.future.set_running_or_notify_cancel():
                        batch.append(item)
                    else:
                        item.done()
                if batch:
                    return batch
                if self._closed or not self._changed.wait_for(self._something_to_do, IDLE_SECONDS):
                    self._thread = None
                    return []

    def _something_to_do(self) -> bool:
        return bool(self._waiting) or self._closed

    def _carry_out(self, batch: list[_Waiting]) -> None:
        try:
            with self._begin() as connection:
                writer = Writer(connection, self._clock)
                for item in batch:
                    _act_alone(connection, writer, item)
        except Exception as error:  # noqa: BLE001  nothing of the batch was committed: every caller is told
            for item in batch:
                item.error = _not_written(error)


def _not_written(error: Exception) -> StoreError:
    kind = StoreBusyError if isinstance(error, StoreBusyError) else StoreError
    told = kind(f"nothing was written: {error}")
    told.__cause__ = error
    return told


def _act_alone(connection: Connection, writer: Writer, item: _Waiting) -> None:
    savepoint = connection.connection.cursor()
    try:
        savepoint.execute("SAVEPOINT act")
        try:
            item.result = item.act(writer)
        except Exception as error:  # noqa: BLE001  it is the caller's; the others go on
            item.error = error
            writer.forget()
            savepoint.execute("ROLLBACK TO act")
        savepoint.execute("RELEASE act")
    finally:
        savepoint.close()

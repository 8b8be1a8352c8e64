"""A community's data as its features see it: instances by the names they have now."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from koban.store.community import CommunityStore
from koban.store.records.naming import Naming
from koban.store.records.reader import Reader
from koban.store.records.writer import Writer

T = TypeVar("T")


class NamedStore:
    """The same records as in `CommunityStore`, called by `naming`."""

    def __init__(self, store: CommunityStore, naming: Naming) -> None:
        """Translate what goes in and out of `store`."""
        self._store = store
        self._naming = naming

    @property
    def path(self) -> Path:
        """Where the data lies, or will lie."""
        return self._store.path

    def read(self) -> Reader:
        """A reader, alone or as a context manager for one snapshot. Without a file it finds nothing."""
        return self._store.read(self._naming)

    def write(self, act: Callable[[Writer], T]) -> T:
        """Carry out `act` and return its result once it is committed; what it raises is raised here."""
        return self.submit(act).result()

    def submit(self, act: Callable[[Writer], T]) -> Future[T]:
        """Have `act` carried out by the writer thread; the future is answered after the commit."""

        def named(writer: Writer) -> T:
            with writer.naming(self._naming):
                return act(writer)

        return self._store.submit(named)

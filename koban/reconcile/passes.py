"""Keeps account of which communities a new revision had compiled. A newer revision closes the account of the one before."""

from __future__ import annotations

from collections.abc import Collection

from koban.store.control import ControlStore


class Passes:
    """The account of the revision that is being looked at."""

    def __init__(self, store: ControlStore) -> None:
        """No revision yet."""
        self._store = store
        self._revision: str | None = None
        self._waiting: set[str] = set()
        self._compiled: list[str] = []

    @property
    def open(self) -> bool:
        """Whether communities of the newest revision are still to be looked at."""
        return self._revision is not None

    def begin(self, revision: str, touched: Collection[str]) -> None:
        """A new revision touches these; those that still waited in an older one are looked at in this one."""
        waiting = self._waiting | set(touched)
        if self._compiled:
            self._close()
        self._revision, self._waiting = revision, waiting
        self._close_if_done()

    def compiled(self, name: str) -> None:
        """This one had to be compiled."""
        self._compiled.append(name)

    def looked_at(self, name: str) -> None:
        """This one's turn is over; after the last the account is written."""
        self._waiting.discard(name)
        self._close_if_done()

    def _close_if_done(self) -> None:
        if self._revision is not None and not self._waiting:
            self._close()

    def _close(self) -> None:
        if self._revision is not None:
            self._store.add_pass(self._revision, sorted(self._compiled))
        self._revision, self._waiting, self._compiled = None, set(), []

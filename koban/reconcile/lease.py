"""The right to act: at most one reconciler has it, and its fence stands in every write."""

from __future__ import annotations

from datetime import datetime, timedelta

from koban.model.clock import Clock
from koban.store.control import ControlStore

NAME = "reconciler"
TTL = timedelta(seconds=5)
_RENEW = timedelta(seconds=1)


class Lease:
    """Held by one process under a name of its own."""

    def __init__(self, store: ControlStore, holder: str, clock: Clock) -> None:
        """Nothing is held yet."""
        self._store, self._holder, self._clock = store, holder, clock
        self._fence: int | None = None
        self._renewed: datetime | None = None

    def keep(self) -> int | None:
        """The fence, taken or held longer where that is due; None while another has it."""
        now = self._clock.now()
        if self._renewed is not None and self._fence is not None and now - self._renewed < _RENEW:
            return self._fence
        if self._fence is not None and not self._store.renew_lease(NAME, self._fence, TTL):
            self._fence = None
        if self._fence is None:
            self._fence = self._store.acquire_lease(NAME, self._holder, TTL)
        self._renewed = now if self._fence is not None else None
        return self._fence

    def release(self) -> None:
        """Let the next one have it at once."""
        if self._fence is not None:
            self._store.release_lease(NAME, self._fence)
        self._fence = self._renewed = None

    def lose(self) -> None:
        """Someone else has it by now."""
        self._fence = self._renewed = None

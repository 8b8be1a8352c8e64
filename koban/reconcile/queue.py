"""Which communities wait for a look, and from when on. What a look does is not here."""

from __future__ import annotations

import threading
from datetime import datetime

from koban.model.clock import Clock


class KeyedQueue:
    """Keys without payload: any number of additions before a take are one run, one during a run is one more."""

    def __init__(self, clock: Clock) -> None:
        """An empty queue that tells what is due by `clock`."""
        self._clock = clock
        self._due: dict[str, datetime] = {}
        self._taken: set[str] = set()
        self._lock = threading.Lock()

    def add(self, key: str, at: datetime | None = None) -> None:
        """Ask for a look at `key`, at once or at `at`; of several wishes the earliest counts."""
        when = at or self._clock.now()
        with self._lock:
            known = self._due.get(key)
            if known is None or when < known:
                self._due[key] = when

    def take(self) -> str | None:
        """The key that has been due longest and that nobody works on, or None. `done` must follow."""
        now = self._clock.now()
        with self._lock:
            ready = [(at, key) for key, at in self._due.items() if at <= now and key not in self._taken]
            if not ready:
                return None
            _, key = min(ready)
            del self._due[key]
            self._taken.add(key)
            return key

    def done(self, key: str) -> None:
        """The look at `key` is over; if it was added meanwhile, it can be taken again."""
        with self._lock:
            self._taken.discard(key)

    def next_due(self) -> datetime | None:
        """When the next key that nobody works on is due, or None if none waits."""
        with self._lock:
            return min((at for key, at in self._due.items() if key not in self._taken), default=None)

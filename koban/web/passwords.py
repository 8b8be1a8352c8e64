"""Passwords of local accounts: Argon2id, the same time for an unknown login, and a brake on guessing."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from datetime import datetime, timedelta
from threading import BoundedSemaphore, Lock

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from koban.model.clock import Clock

SHORTEST, LONGEST = 12, 200
_AT_ONCE = 2
"""Hashes at once: each takes 64 MiB and a core."""
_TRIES = 8
_WINDOW = timedelta(minutes=10)
_REMEMBERED = 10_000


class Passwords:
    """Makes and checks password hashes."""

    def __init__(self) -> None:
        """Use the parameters that argon2-cffi takes from RFC 9106."""
        self._hasher = PasswordHasher()
        self._decoy = self._hasher.hash(secrets.token_urlsafe(16))
        self._slots = BoundedSemaphore(_AT_ONCE)

    def hash(self, password: str) -> str:
        """The hash to keep."""
        with self._slots:
            return self._hasher.hash(password)

    def right(self, kept: str | None, password: str) -> bool:
        """Whether `password` belongs to the kept hash; without one the same work is done, and the answer is no."""
        with self._slots:
            try:
                self._hasher.verify(kept or self._decoy, password[:LONGEST])
            except VerificationError:
                return False
        return kept is not None


class Brake:
    """At most eight failed attempts in ten minutes for one key; the keys themselves are bounded too."""

    def __init__(self, clock: Clock) -> None:
        """Nothing was tried yet."""
        self._clock = clock
        self._failed: OrderedDict[str, list[datetime]] = OrderedDict()
        self._lock = Lock()

    def open(self, key: str) -> bool:
        """Whether another attempt may be made."""
        with self._lock:
            return len(self._recent(key)) < _TRIES

    def failed(self, key: str) -> None:
        """Note a failed attempt."""
        with self._lock:
            self._failed[key] = [*self._recent(key), self._clock.now()]
            self._failed.move_to_end(key)
            while len(self._failed) > _REMEMBERED:
                self._failed.popitem(last=False)

    def forget(self, key: str) -> None:
        """A right password clears the slate."""
        with self._lock:
            self._failed.pop(key, None)

    def _recent(self, key: str) -> list[datetime]:
        since = self._clock.now() - _WINDOW
        return [moment for moment in self._failed.get(key, []) if moment > since]

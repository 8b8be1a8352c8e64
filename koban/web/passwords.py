"""Passwords of local accounts: Argon2id, the same time for an unknown login, and a brake on guessing."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from koban.model.clock import Clock
from koban.web.turns import Turns

SHORTEST, LONGEST = 12, 200
_TRIES = 8
_WINDOW = timedelta(minutes=10)
_REMEMBERED = 10_000


class Passwords:
    """Makes and checks password hashes. Raises HTTPException 503 while too many wait for theirs."""

    def __init__(self) -> None:
        """Use the parameters that argon2-cffi takes from RFC 9106."""
        self._hasher = PasswordHasher()
        self._decoy = self._hasher.hash(secrets.token_urlsafe(16))
        self._turns = Turns()  # each hash takes 64 MiB and a core

    def hash(self, password: str) -> str:
        """The hash to keep."""
        with self._turns.one():
            return self._hasher.hash(password)

    def right(self, kept: str | None, password: str) -> bool:
        """Whether `password` belongs to the kept hash; without one the same work is done, and the answer is no."""
        with self._turns.one():
            try:
                self._hasher.verify(kept or self._decoy, password[:LONGEST])
            except VerificationError:
                return False
        return kept is not None


class Brake:
    """At most eight attempts in ten minutes for one key until one succeeds; the keys themselves are bounded too."""

    def __init__(self, clock: Clock) -> None:
        """Nothing was tried yet."""
        self._clock = clock
        self._tried: OrderedDict[str, list[datetime]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str) -> bool:
        """Whether another attempt may be made; it counts from now on, so that many at once are not more."""
        with self._lock:
            recent = self._recent(key)
            if len(recent) >= _TRIES:
                return False
            self._tried[key] = [*recent, self._clock.now()]
            self._tried.move_to_end(key)
            while len(self._tried) > _REMEMBERED:
                self._tried.popitem(last=False)
            return True

    def forget(self, key: str) -> None:
        """A right password clears the slate."""
        with self._lock:
            self._tried.pop(key, None)

    def _recent(self, key: str) -> list[datetime]:
        since = self._clock.now() - _WINDOW
        return [moment for moment in self._tried.get(key, []) if moment > since]

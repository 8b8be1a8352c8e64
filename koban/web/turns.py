"""Heavy work a few at a time: whoever comes while many wait is asked to come back, so that light pages stay quick."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from fastapi import HTTPException


class Turns:
    """One kind of heavy work in one process. Those who wait hold a thread each, so only few may."""

    def __init__(self, at_once: int = 2, waiting: int = 6) -> None:
        """`at_once` work, `waiting` more wait."""
        self._room = BoundedSemaphore(at_once + waiting)
        self._working = BoundedSemaphore(at_once)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Work once it is one's turn. Raises HTTPException 503 if too many wait already."""
        if not self._room.acquire(blocking=False):
            raise HTTPException(503, headers={"Retry-After": "30"})
        try:
            with self._working:
                yield
        finally:
            self._room.release()

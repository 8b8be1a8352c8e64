"""What the service runs: something that knows when it is due and does itself once."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Protocol


class Key(NamedTuple):
    """Names a task in this process: no two with the same key run at one time."""

    uid: str
    kind: str
    instance: str


class Task(Protocol):
    """One duty of one community."""

    def due(self) -> datetime | None:
        """When it is to run, or None if never. Asked once, and again after each run."""
        ...

    def run(self) -> None:
        """Do it once and note in the store how it went."""
        ...

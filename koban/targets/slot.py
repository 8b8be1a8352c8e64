"""A place for one process that should always run: when it is started again, and when that has happened too often."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from koban.model.backoff import backoff
from koban.model.clock import Clock
from koban.targets.child import Child

_BASE = timedelta(milliseconds=250)
_MOST = timedelta(seconds=30)
_STEADY = timedelta(seconds=30)
_LOOP = 5

log = structlog.get_logger(__name__)


class Slot:
    """Holds the process called `name`, if it runs now."""

    def __init__(
        self, name: str, command: Sequence[str], state: Path, clock: Clock, fds: Sequence[int] = ()
    ) -> None:
        """Nothing is started yet. `fds` are open files that every process started here is handed."""
        self.name = name
        self.child: Child | None = None
        self.log = state / "logs" / f"{name}.log"
        self._command, self._fds, self._clock = command, fds, clock
        self._failures = 0
        self._since = self._again = clock.now()

    def adopt(self, child: Child) -> None:
        """Hold a process that was found running."""
        self.child, self._since = child, self._clock.now()

    def start(self) -> Child:
        """Run the process."""
        self.child = Child.start(self._command, log=self.log, fds=self._fds)
        self._since = self._clock.now()
        log.info("started", process=self.name, pid=self.child.pid)
        return self.child

    def ended(self) -> None:
        """Its process has ended: decide when the next one starts."""
        if self.child is not None:
            status = self.child.collect()
            log.warning("ended", process=self.name, pid=self.child.pid, status=status)
            self.put_off()

    def put_off(self) -> None:
        """Start it again later: the more often it failed, the later."""
        now = self._clock.now()
        if self.child is not None and now - self._since > _STEADY:
            self._failures = 0
        self._failures += 1
        pause = backoff(self._failures, random.random(), base=_BASE, most=_MOST)  # noqa: S311 - spreads load
        self.child, self._again = None, now + pause

    def next_start(self) -> datetime | None:
        """When to start it, or None while it runs."""
        return None if self.child else self._again

    @property
    def crash_loop(self) -> str:
        """What to tell people if it stops again and again, else nothing."""
        if self._failures < _LOOP or (self.child and self._clock.now() - self._since > _STEADY):
            return ""
        return f"the {self.name} process stopped {self._failures} times in a row; {self.log} says why"

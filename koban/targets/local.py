"""The `local` target: keeps one host and one jobs process up on this machine. What they serve they learn from the store."""

from __future__ import annotations

import os
import selectors
import socket
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import structlog

from koban.model.clock import Clock
from koban.targets import sockets
from koban.targets.admin import ask_health, take_sockets
from koban.targets.child import Child
from koban.targets.logs import rotate
from koban.targets.place import admin_socket, make_folders
from koban.targets.slot import Slot

_KOBAN = (sys.executable, "-c", "import sys; from koban.cli.main import main; sys.exit(main())")
_TICK = 0.2
_ROTATE = timedelta(minutes=1)
_GRACE = 3.5

log = structlog.get_logger(__name__)


class LocalTarget:
    """Starts, watches and restarts the two processes, or goes on with those that an earlier supervisor left running."""

    def __init__(
        self, state: Path, port: int, code: str, clock: Clock, on_end: Callable[[int], None]
    ) -> None:
        """Nothing runs yet. `code` is the fingerprint of our code; `on_end` is told the pid of each process that ended."""
        self._state, self._port, self._code, self._clock, self._on_end = (
            state.resolve(),
            port,
            code,
            clock,
            on_end,
        )
        self._admin = admin_socket(state)
        self._sockets: list[socket.socket] = []
        self._slots: list[Slot] = []
        self._leaving: Child | None = None
        self._selector = selectors.DefaultSelector()
        self._wake = os.eventfd(0)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="local-target")
        self._rotated = clock.now()

    @property
    def port(self) -> int:
        """The port on which the host listens."""
        return sockets.port_of(self._sockets)

    def start(self) -> None:
        """Open the sockets and bring both processes up. Raises PortTakenError."""
        make_folders(self._state)
        found = self._find_host()
        adopted = self._adopt_sockets(found)
        self._sockets = adopted or sockets.listen(self._port)
        host, jobs = self._make_slots()
        self._slots = [host, jobs]
        self._selector.register(self._wake, selectors.EVENT_READ, None)
        if found is not None and adopted:
            self._take_over(host, found)
        else:
            self._run(host)
        self._replace_jobs(jobs)
        self._thread.start()

    def stop(self) -> None:
        """Have both finish what they do, and end those that take too long. Returns when all are gone."""
        self._stopping.set()
        os.eventfd_write(self._wake, 1)
        self._thread.join()
        children = [slot.child for slot in self._slots if slot.child] + (
            [self._leaving] if self._leaving else []
        )
        for child in children:
            child.terminate()
        for child in children:
            if not child.wait(_GRACE):
                log.warning("killed", pid=child.pid)
                child.kill()
                child.wait(_GRACE)
            child.collect()
            self._on_end(child.pid)
        sockets.close(self._sockets)
        self._selector.close()
        os.close(self._wake)

    def complaints(self) -> list[str]:
        """What to tell people about processes that stop again and again."""
        return [slot.crash_loop for slot in self._slots if slot.crash_loop]

    def _find_host(self) -> Child | None:
        """The host that runs already. Of several, left over from a replacement, the newer one stays."""
        running = Child.find(("host", "--store", f"sqlite:{self._state}", "--listen-fd"))
        health = ask_health(self._admin)
        found = next((child for child in running if health is not None and child.pid == health.pid), None)
        for child in running:
            if child is not found:
                self._end(child)
        return found

    def _adopt_sockets(self, found: Child | None) -> list[socket.socket]:
        """The sockets of a host that runs already. One that does not answer, or listens elsewhere, has to go."""
        if found is None:
            return []
        taken = take_sockets(self._admin)
        if taken and self._port in {0, sockets.port_of(taken)}:
            return taken
        sockets.close(taken)
        self._end(found)
        return []

    def _make_slots(self) -> tuple[Slot, Slot]:
        fds = [one.fileno() for one in self._sockets]
        store = ("--store", f"sqlite:{self._state}")
        listen = [word for fd in fds for word in ("--listen-fd", str(fd))]
        host = (*_KOBAN, "host", *store, *listen, "--admin", str(self._admin))
        return (
            Slot("host", host, self._state, self._clock, fds),
            Slot("jobs", (*_KOBAN, "jobs", *store), self._state, self._clock),
        )

    def _take_over(self, slot: Slot, found: Child) -> None:
        """Go on with a running host; if its code is not ours, it stays until the one that replaces it is ready."""
        health = ask_health(self._admin)
        if health is not None and health.pid == found.pid and health.code == self._code:
            slot.adopt(found)
            self._selector.register(found, selectors.EVENT_READ, slot)
            log.info("adopted", process=slot.name, pid=found.pid)
            return
        self._leaving = found
        self._run(slot)

    def _replace_jobs(self, slot: Slot) -> None:
        """Jobs come back from the store alone, so one that was left running simply makes way."""
        for found in Child.find(("jobs", "--store", f"sqlite:{self._state}")):
            self._end(found)
        self._run(slot)

    def _end(self, child: Child) -> None:
        child.terminate()
        if not child.wait(_GRACE):
            child.kill()
            child.wait(_GRACE)
        child.collect()
        self._on_end(child.pid)

    def _run(self, slot: Slot) -> None:
        try:
            self._selector.register(slot.start(), selectors.EVENT_READ, slot)
        except OSError:  # such as too many processes: it may pass, and meanwhile the others are watched
            log.exception("not started", process=slot.name)
            slot.put_off()

    def _watch(self) -> None:
        while not self._stopping.is_set():
            for key, _ in self._selector.select(self._timeout()):
                if isinstance(key.data, Slot) and key.data.child is not None:
                    self._ended(key.data, key.data.child)
            if self._stopping.is_set():
                return
            now = self._clock.now()
            for slot in self._slots:
                again = slot.next_start()
                if again is not None and again <= now:
                    self._run(slot)
            self._let_go()
            if now - self._rotated > _ROTATE:
                self._rotated = now
                for file in (self._state / "logs").glob("*.log"):
                    rotate(file)

    def _timeout(self) -> float:
        """Nothing is asked again and again: the next thing to do is known, or an ended process wakes us."""
        if self._leaving is not None:
            return _TICK
        starts = [start for start in (slot.next_start() for slot in self._slots) if start is not None]
        until = min([*starts, self._rotated + _ROTATE], default=self._clock.now())
        return max(0.0, (until - self._clock.now()).total_seconds()) + 0.01

    def _ended(self, slot: Slot, child: Child) -> None:
        self._selector.unregister(child)
        slot.ended()
        self._on_end(child.pid)

    def _let_go(self) -> None:
        """Once the new host is ready, the one it replaces finishes what it does and stops."""
        host = self._slots[0].child
        if self._leaving is None or host is None:
            return
        health = ask_health(self._admin)
        if health is not None and health.pid == host.pid and health.ready:
            self._leaving.terminate()
            self._leaving.collect()
            log.info("replaced", pid=self._leaving.pid, by=host.pid)
            self._leaving = None

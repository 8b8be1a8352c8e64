"""Follows the store: serves what is served, tries what is a candidate, says what came of it, gives signs of life."""

from __future__ import annotations

import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event, Lock

import structlog

from koban.host.application import Host
from koban.host.rehearsal import rehearse
from koban.store.fleet.rows import CommunityRow
from koban.web.log import place_of

log = structlog.get_logger()
POLL = 0.1
_HEARTBEAT = timedelta(seconds=1)


class Follower:
    """One a host process. `step` is one look at the store; `run` looks again until told to stop."""

    def __init__(self, host: Host) -> None:
        """Look with `host`'s store and plugins."""
        self.name = f"host-{os.getpid()}-{secrets.token_hex(4)}"
        self.code = host.runtime.registry.fingerprint
        self.stopping = Event()
        self._host = host
        self._control = host.runtime.control
        self._clock = host.runtime.clock
        self._version: int | None = None
        self._beat: datetime | None = None
        self._judged: dict[str, str] = {}
        self._lock = Lock()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="rehearsal")

    def run(self) -> None:
        """Follow until `stopping` is set. A look that fails is told once and tried again: what is served stays served."""
        trouble = ""
        while not self.stopping.wait(POLL):
            try:
                self.step()
                trouble = ""
            except Exception as error:  # noqa: BLE001 - the store may fail in any way and come back
                if place_of(error) != trouble:
                    trouble = place_of(error)
                    log.warning("store_not_followed", why=trouble)
        self._pool.shutdown(cancel_futures=True)
        self._control.forget_host(self.name)

    def step(self) -> None:
        """Give a sign of life if it is time, and follow the store if it changed."""
        now = self._clock.now()
        if self._beat is None or now - self._beat >= _HEARTBEAT:
            self._control.heartbeat(self.name, os.getpid(), self.code)
            self._beat = now
        version = self._control.version()
        if version == self._version:
            return
        rows = self._control.communities()
        self._host.shelf.follow(rows, self._control.aliases())
        for row in rows:
            self._consider(row)
            if row.state != "active":
                self._host.runtime.stores.release(
                    row.uid
                )  # its data cannot be archived while it is open here
        self._version = version

    def _consider(self, row: CommunityRow) -> None:
        with self._lock:
            if row.candidate is None or row.state != "active":
                self._judged.pop(row.uid, None)
                return
            if self._judged.get(row.uid) == row.candidate:
                return
            self._judged[row.uid] = row.candidate
        self._pool.submit(self._judge, row, row.candidate)

    def _judge(self, row: CommunityRow, digest: str) -> None:
        with self._lock:
            if self._judged.get(row.uid) != digest:
                return  # something newer came meanwhile
        try:
            known = self._control.health(digest, self.code)
            reason = None if known else rehearse(self._host, row, digest)
            self._control.report(self.name, row.uid, digest, reason is None, reason or "", self.code)
            log.info("judged", community=row.name, digest=digest[:12], ready=reason is None)
        except Exception as error:  # noqa: BLE001 - the next look tries again; nothing is served that was not judged
            log.error("judging_failed", community=row.name, why=place_of(error))  # noqa: TRY400 - may quote people
            with self._lock:
                self._judged.pop(row.uid, None)
            self._version = None

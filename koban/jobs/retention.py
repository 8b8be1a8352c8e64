"""Retention: what was kept for its purpose long enough goes, and only a count of it stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import methodcaller

from koban.jobs.duties import Duties
from koban.jobs.means import Means
from koban.jobs.progress import PROGRESS, Progress, job_id
from koban.store.community import CommunityStore

DAILY = timedelta(days=1)
AT_ONCE = 20
"""Records, with all that belongs to them, a transaction."""


def would_expire(store: CommunityStore, purposes: Mapping[str, timedelta], now: datetime) -> dict[str, int]:
    """Purpose -> how many records `expire` would erase now. Changes nothing."""
    with store.read() as reader:
        return {purpose: reader.expiring(purpose, now - kept) for purpose, kept in purposes.items()}


def expire(store: CommunityStore, purposes: Mapping[str, timedelta], now: datetime) -> dict[str, int]:
    """Erase what is due, in short transactions that each leave their tombstone. Purpose -> how many were erased."""
    erased: dict[str, int] = {}
    for purpose, waiting in would_expire(store, purposes, now).items():
        before = now - purposes[purpose]
        while erased.get(purpose, 0) < waiting:
            gone = store.write(methodcaller("expire", purpose, before, AT_ONCE))
            if not gone:
                break
            erased[purpose] = erased.get(purpose, 0) + gone
    return erased


@dataclass(frozen=True, slots=True)
class RetentionTask:
    """Erases once a day what one community has kept long enough."""

    means: Means
    duties: Duties

    def due(self) -> datetime | None:
        """A day after it ran last; never where nothing was ever written."""
        store = self._store()
        if not store.path.exists():
            return self.means.clock.now() + DAILY
        found = store.read().get(PROGRESS, job_id("retention", ""))
        return found.value.due if found else self.means.clock.now()

    def run(self) -> None:
        """Erase what is due."""
        store, now = self._store(), self.means.clock.now()
        if not store.path.exists():
            return
        erased = expire(store, self.duties.purposes, now)
        done = Progress(due=now + DAILY, succeeded=now)
        store.write(lambda writer: writer.put(PROGRESS, done, instance="", id=job_id("retention", "")))
        self.means.log.info("retention-ran", community=self.duties.name, erased=erased)

    def _store(self) -> CommunityStore:
        return self.means.stores.of(self.duties.uid)

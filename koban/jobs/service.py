"""The loop: looks at what is served, starts what is due, and lets no job hold up another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Thread

from koban.jobs.connector import LONGEST, ConnectorTask
from koban.jobs.demo import NOTE, DemoTask
from koban.jobs.duties import Duties
from koban.jobs.means import Means
from koban.jobs.measuring import MeasureTask
from koban.jobs.retention import RetentionTask
from koban.jobs.roster import Roster
from koban.jobs.task import Key, Task
from koban.web.log import place_of

AT_ONCE = 4
"""Jobs that run at one time. One that is past its time no longer counts, so that stuck ones cannot use the places up."""
LOOK_EVERY = timedelta(seconds=1)
_LOOK_SOON = timedelta(milliseconds=50)
"""While something is due that there is no room for."""
PATIENCE = timedelta(seconds=5)
"""How long a stopping process waits for running jobs; what is cut off begins anew next time."""
_AFTER_CRASH = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Running:
    thread: Thread
    started: datetime


@dataclass(slots=True)
class _Entry:
    task: Task
    digest: str
    due: datetime | None
    known: bool = False


class Service:
    """Runs the jobs of every served community until told to stop."""

    def __init__(self, means: Means) -> None:
        """Nothing starts before `run` or `tick`."""
        self._means = means
        self._roster = Roster(means.control, means.log)
        self._entries: dict[Key, _Entry] = {}
        self._running: dict[Key, _Running] = {}
        self._resting: dict[Key, datetime] = {}
        self._leaving: set[str] = set()
        """Communities whose file is to be let go, so that it can be archived."""

    def run(self) -> None:
        """Work until `means.stopping` is set, then wait a little for what is running."""
        self._means.log.info("jobs-started")
        while not self._means.stopping.is_set():
            pause = LOOK_EVERY if self.tick() else _LOOK_SOON
            self._means.stopping.wait(pause.total_seconds())
        left = self.settle(PATIENCE)
        self._means.log.info("jobs-stopped", cut_off=left)

    def tick(self) -> bool:
        """Look once and start what is due; returns whether there was room for all of it."""
        self._follow(self._roster.look())
        now = self._means.clock.now()
        for key, entry in self._waiting(now):
            if self._busy(now) >= AT_ONCE:
                return False
            thread = Thread(target=self._work, args=(key, entry), name="-".join(key), daemon=True)
            self._running[key] = _Running(thread, now)
            thread.start()
        return True

    def settle(self, patience: timedelta) -> int:
        """Wait for running jobs, `patience` for each; returns how many still run."""
        for running in list(self._running.values()):
            running.thread.join(patience.total_seconds())
        return len(self._running)

    def _follow(self, duties: dict[str, Duties]) -> None:
        demo = bool(self._means.control.note(NOTE))
        wanted = {
            key: (task, one.digest) for one in duties.values() for key, task in self._tasks(one, demo=demo)
        }
        for key in set(self._entries) - set(wanted):
            del self._entries[key]
            self._leaving.add(key.uid)
        self._leaving -= {uid for uid in self._leaving if uid in duties or self._means.stores.release(uid)}
        for key, (task, digest) in wanted.items():
            known = self._entries.get(key)
            if known is None or known.digest != digest:
                self._entries[key] = _Entry(task, digest, None)

    def _tasks(self, duties: Duties, *, demo: bool) -> Iterator[tuple[Key, Task]]:
        for name in duties.instances if demo else ():
            yield Key(duties.uid, "demo", name), DemoTask(self._means, duties, name)
        for name in duties.connectors:
            yield Key(duties.uid, "connector", name), ConnectorTask(self._means, duties, name)
        yield Key(duties.uid, "measure", ""), MeasureTask(self._means, duties)
        yield Key(duties.uid, "retention", ""), RetentionTask(self._means, duties)

    def _waiting(self, now: datetime) -> Iterator[tuple[Key, _Entry]]:
        """What is due and does not run, the longest due first."""
        due: list[tuple[datetime, Key, _Entry]] = []
        for key, entry in self._entries.items():
            if key in self._running or self._resting.get(key, now) > now:
                continue
            if not entry.known:
                entry.due, entry.known = entry.task.due(), True
            if entry.due is not None and entry.due <= now:
                due.append((entry.due, key, entry))
        for _, key, entry in sorted(due, key=lambda one: one[:2]):
            yield key, entry

    def _busy(self, now: datetime) -> int:
        return sum(now - running.started <= LONGEST for running in self._running.values())

    def _work(self, key: Key, entry: _Entry) -> None:
        try:
            entry.task.run()
            self._resting.pop(key, None)
        except Exception as error:  # noqa: BLE001 - one job's bug must not stop the others
            self._resting[key] = self._means.clock.now() + _AFTER_CRASH
            self._means.log.error(  # noqa: TRY400 - as above
                "job-crashed", kind=key.kind, uid=key.uid, instance=key.instance, why=place_of(error)
            )
        finally:
            entry.known = False
            del self._running[key]

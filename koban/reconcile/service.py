"""The loop: follow the head, watch the hosts, look at whatever waits in the queue. What a look does lies in `look`."""

from __future__ import annotations

import random
import threading
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from koban.manifest.layout import Place
from koban.reconcile.attempt import attempt, due
from koban.reconcile.budget import over_budget
from koban.reconcile.desired import Built, Desired, build
from koban.reconcile.follow import Follower, Step, UnreadableError
from koban.reconcile.guard import held_domains
from koban.reconcile.halt import Halt
from koban.reconcile.head import advance, failed, note_head, read_head
from koban.reconcile.lease import Lease
from koban.reconcile.look import Outcome, look, look_at_staying, look_at_vanished
from koban.reconcile.means import Means
from koban.reconcile.observe import fleet_fingerprint, live_hosts
from koban.reconcile.passes import Passes
from koban.reconcile.past import UNREAD, past_of, staying
from koban.reconcile.queue import KeyedQueue
from koban.reconcile.source import Source
from koban.store.errors import StaleFenceError, StoreError
from koban.store.fleet.rows import CommunityRow

POLL = timedelta(milliseconds=300)
WATCH = timedelta(seconds=1)
INTERVAL = timedelta(seconds=60)
TIDY = timedelta(days=1)
_PAUSE = 0.05

log = structlog.get_logger(__name__)


class Service:
    """Reconciles a workspace with what is served. `step` never waits; `run` steps for ever."""

    def __init__(self, source: Source, means: Means, holder: str) -> None:
        """Follow `source` under the name `holder`; the fence in `means` is replaced by that of the lease."""
        self._means, self._clock = means, means.clock
        self._source, self._follower = source, self._new_follower(source)
        self._lease = Lease(means.store, holder, means.clock)
        self._queue = KeyedQueue(means.clock)
        self._passes = Passes(means.store)
        self._past = UNREAD
        self._built: dict[str, tuple[Place, Built | Halt]] = {}
        self._unsettled: set[str] = set()
        self._fleet: tuple[tuple[str, str], ...] | None = None
        self._version: int | None = None
        self._acting = False
        self._next_poll = self._next_watch = means.clock.now()
        self._next_tidy = means.clock.now() + TIDY
        self.progress: datetime | None = None
        """When the last step ended, for those who watch whether the loop is alive."""
        self.trouble = ""
        """Why the last step failed, for people; empty while steps succeed."""

    def run(self, stop: threading.Event) -> None:
        """Step until `stop` is set, then let go of the lease."""
        try:
            while not stop.is_set():
                self._step_safely()
                stop.wait(_PAUSE)
        finally:
            self._let_go()

    def step(self) -> bool:
        """Do all that is due; returns whether this process has the right to act."""
        try:
            if self._hold():
                self._follow()
                self._watch()
                self._work()
                self._tidy()
        except StaleFenceError:
            log.warning("another reconciler has taken over")
            self._lease.lose()
            self._acting = False
        self.progress = self._clock.now()
        return self._acting

    @property
    def at_rest(self) -> bool:
        """Whether the head was looked at and nothing more is expected of anyone."""
        next_due = self._queue.next_due()
        busy = next_due is not None and next_due <= self._clock.now()
        return self._fleet is not None and not (self._passes.open or self._unsettled or busy)

    def _step_safely(self) -> None:
        try:
            self.step()
        except (
            StoreError,
            OSError,
        ) as error:  # such as a full disk: it may pass, and while it lasts hosts keep serving
            self.trouble = f"nothing new can go live for now: {error}"
            log.exception("a step failed; the next one tries again")
        except Exception as error:
            self.trouble = (
                f"nothing new can go live for now: {type(error).__name__} (logs/reconciler.log tells more)"
            )
            log.exception("a step failed; the next one tries again")
        else:
            self.trouble = ""

    def _new_follower(self, source: Source) -> Follower:
        store = self._means.store
        return Follower(source, self._means.grants, lambda: held_domains(store.communities()))

    def _let_go(self) -> None:
        try:
            self._lease.release()
        except (StoreError, OSError):  # it ends by itself a few seconds later
            log.exception("the lease could not be given back")

    def _hold(self) -> bool:
        """Take or keep the lease. Whoever takes it anew knows nothing: meanwhile another may have acted."""
        fence = self._lease.keep()
        if fence is not None and (not self._acting or fence != self._means.fence):
            self._means = replace(self._means, fence=fence)
            self._follower, self._past = self._new_follower(self._source), UNREAD
            self._fleet = None
        self._acting = fence is not None
        return self._acting

    def _follow(self) -> None:
        now = self._clock.now()
        if now < self._next_poll:
            return
        self._next_poll = now + POLL
        store, before = self._means.store, read_head(self._means.store)
        try:
            step = self._follower.follow()
        except UnreadableError as error:
            note_head(store, failed(before, str(error)))
            return
        if step is not None:
            self._take_in(step)
        elif before.failure:
            note_head(store, failed(before, ""))

    def _take_in(self, step: Step) -> None:
        store, desired = self._means.store, self._follower.desired
        rows = store.communities()
        self._past = self._past.read_anew(desired, rows)
        gone = {row.name for row in rows if row.state != "archived"} - desired.keys()
        vanished = gone - {row.name for row, _ in staying(desired, self._past, store)}
        before = read_head(store)
        note_head(store, advance(before, step.revision, step.problem, step.spec.delete_budget, vanished))
        at = {name: self._due(name) for name in step.touched | gone | self._past.pending()}
        self._passes.begin(step.revision, {name for name, later in at.items() if later is None})
        for name, later in at.items():
            self._queue.add(name, later)

    def _due(self, name: str) -> datetime | None:
        desired = self._follower.desired.get(name)
        return due(self._row(name), desired.revision, self._means) if desired else None

    def _row(self, name: str) -> CommunityRow | None:
        """What is owned of the community that is, or is to be, called `name`."""
        past = past_of(name, self._follower.desired, self._past, self._means.store)
        return past if isinstance(past, CommunityRow) else self._means.store.community(name)

    def _watch(self) -> None:
        """Look again at whoever waits for hosts when anything was written, and at everybody when hosts came or went."""
        version, now = self._means.store.version(), self._clock.now()
        if version == self._version and now < self._next_watch and self._fleet is not None:
            return
        self._version, self._next_watch = version, now + WATCH
        for name in self._unsettled:
            self._queue.add(name)
        fleet = fleet_fingerprint(live_hosts(self._means.store))
        if fleet != self._fleet:
            self._fleet = fleet
            for name in self._follower.desired:
                self._queue.add(name, self._due(name))

    def _work(self) -> None:
        while (name := self._queue.take()) is not None:
            try:
                self._run(name)
            finally:
                self._queue.done(name)
            if not self._hold():
                return
            self._follow()

    def _run(self, name: str) -> None:
        outcome = attempt(name, lambda: self._row(name), lambda: self._look(name), self._means)
        if outcome.settled:
            self._unsettled.discard(name)
        else:
            self._unsettled.add(name)
        self._passes.looked_at(name)
        if outcome.again is not None:
            self._queue.add(name, outcome.again)
        elif name in self._follower.desired:
            self._queue.add(name, self._clock.now() + INTERVAL * random.uniform(0.95, 1.05))  # noqa: S311 - spreads load

    def _look(self, name: str) -> Outcome:
        store, every = self._means.store, self._follower.desired
        desired = every.get(name)
        if desired is not None:
            past = past_of(name, every, self._past, store)
            return look(desired, self._build(desired), past, self._means)
        self._built.pop(name, None)
        row = store.community(name)
        if row is None or row.state == "archived":
            return Outcome(settled=True)
        for one, halt in staying(every, self._past, store):
            if one.uid == row.uid:
                return look_at_staying(row, halt, self._means)
        head = read_head(store)
        return look_at_vanished(row, head.revision, over_budget(head.vanished, head.budget), self._means)

    def _build(self, desired: Desired) -> Built | Halt:
        known = self._built.get(desired.name)
        if known is not None and known[0] is desired.place:
            return known[1]
        built = build(desired, self._means)
        if isinstance(built, Built) and built.fresh:
            self._passes.compiled(desired.name)
        self._built[desired.name] = (desired.place, built)
        return built

    def _tidy(self) -> None:
        now = self._clock.now()
        if now >= self._next_tidy:
            self._next_tidy = now + TIDY
            log.info("tidied", blobs=self._means.store.prune_blobs(now))

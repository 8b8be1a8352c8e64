"""One look at one community: the phases in their order. It waits for nothing; whoever must be waited for causes another look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from koban.model.condition import Reason
from koban.reconcile.desired import Built, Desired, recompile
from koban.reconcile.guard import domain_held, guard
from koban.reconcile.halt import Halt
from koban.reconcile.inventory import take_stock
from koban.reconcile.means import Means
from koban.reconcile.observe import Answer, ask, live_hosts
from koban.reconcile.promote import held_back, hold_back, promote
from koban.reconcile.prune import prune
from koban.reconcile.record import Findings, conditions
from koban.reconcile.stage import applied, recall, stage, withdraw
from koban.store.fleet.rows import CommunityRow, HostRow

_NOTHING = Answer("waiting")
_LET_GO = timedelta(milliseconds=200)
_SOON = timedelta(seconds=1)
"""While another community is expected to let go of something."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a look ended."""

    settled: bool
    """Whether nothing more is expected of hosts."""
    again: datetime | None = None
    """When to look again whatever happens, if that is known."""


def look(desired: Desired, built: Built | Halt, past: CommunityRow | Halt | None, means: Means) -> Outcome:
    """Bring the community one step nearer to what is desired, and record where it stands.

    `past` is what it goes on with under a new name, or why that cannot be.
    """
    row, wait = take_stock(desired, past, means)
    if row.attempted_revision != desired.revision:
        means.store.attempt(row.uid, desired.revision)
    hosts = live_hosts(means.store)
    halt = built if isinstance(built, Halt) else wait or _advance(row, desired, built, hosts, means)
    return _conclude(row.uid, built if isinstance(built, Built) else None, halt, hosts, means)


def look_at_vanished(row: CommunityRow, revision: str, halt: Halt | None, means: Means) -> Outcome:
    """Retire a community whose folder is gone at `revision`, unless `halt` says that it must wait."""
    if row.attempted_revision != revision and row.state == "active":
        means.store.attempt(row.uid, revision)
    if halt is None or row.state != "active":
        done = prune(row, means)
        return Outcome(settled=done, again=None if done else means.clock.now() + _LET_GO)
    return _conclude(row.uid, None, halt, live_hosts(means.store), means)


def look_at_staying(row: CommunityRow, halt: Halt | None, means: Means) -> Outcome:
    """Leave a community alone that has no folder and may go on in another; `halt` says why, unless that one does."""
    if halt is None or row.state != "active":
        return Outcome(settled=True)
    return _conclude(row.uid, None, halt, live_hosts(means.store), means)


def _advance(
    row: CommunityRow, desired: Desired, built: Built, hosts: list[HostRow], means: Means
) -> Halt | None:
    digest, answer = built.digest, ask(means.store, row.uid, built.digest, hosts)
    if row.served == digest:
        _confirm(row, digest, desired, answer, hosts, means)
        return None
    compiled = recall(means.store, digest) or recompile(desired, means)
    known = means.store.instances(row.uid, row.served) if row.served else []
    before = applied(means.store, row)
    halt = (
        guard(desired, compiled.bundle, before, known, means)
        or domain_held(row.uid, compiled.bundle, means.store)
        or held_back(row, digest, hosts, means)
    )
    if halt is not None:
        return halt
    if answer.state == "refused":
        return hold_back(row, digest, answer, means)
    stage(row, compiled, desired.revision, means)
    if answer.state == "ready":
        promote(row, digest, desired, means)
    return None


def _confirm(
    row: CommunityRow, digest: str, desired: Desired, answer: Answer, hosts: list[HostRow], means: Means
) -> None:
    """What is desired is served. A host with other code than before is asked to try it; else the revision is noted."""
    if answer.state == "waiting" and hosts:
        stage(row, recall(means.store, digest) or recompile(desired, means), desired.revision, means)
    elif (row.applied_revision, row.candidate) != (desired.revision, None):
        promote(row, digest, desired, means)


def _conclude(
    uid: str, wanted: Built | None, halt: Halt | None, hosts: list[HostRow], means: Means
) -> Outcome:
    row = means.store.owned(uid)
    if halt is not None:
        withdraw(row, means)
    findings = Findings(
        halt=halt,
        serving=row.served is not None,
        current=row.served is not None and wanted is not None and row.served == wanted.digest,
        candidate=ask(means.store, row.uid, row.candidate, hosts) if row.candidate else _NOTHING,
        served=ask(means.store, row.uid, row.served, hosts) if row.served else _NOTHING,
        left_out=wanted.left_out if wanted else (),
        drift=means.drift.look(row, means.store, means.clock) if row.served else "",
    )
    means.store.set_conditions(row.uid, conditions(findings))
    waiting = findings.served.state == "waiting" if findings.serving else halt is None
    again = means.clock.now() + _SOON if halt and halt.reason is Reason.PROGRESSING else None
    return Outcome(settled=not waiting and (findings.current or halt is not None), again=again)

"""Moves a candidate that every live host found good to where it is served, or holds back one that was refused."""

from __future__ import annotations

from collections.abc import Sequence

from koban.model.bundle import Bundle
from koban.model.condition import ConditionType, Reason
from koban.plan.planner import plan_changes
from koban.reconcile.desired import Desired
from koban.reconcile.halt import Halt
from koban.reconcile.means import Means
from koban.reconcile.observe import Answer
from koban.store.control import ControlStore
from koban.store.fleet.rows import CommunityRow, HostRow


def promote(row: CommunityRow, digest: str, desired: Desired, means: Means) -> None:
    """Serve `digest`, under the name that is desired."""
    words = _words(row, digest, means) + _address(row, desired.name, means.store)
    means.store.serve(row.uid, digest, desired.revision, words, means.fence, desired.name)


def hold_back(row: CommunityRow, digest: str, answer: Answer, means: Means) -> Halt:
    """Keep a refused bundle from being tried again before something about it or about the hosts has changed."""
    means.store.hold(row.uid, digest, answer.message)
    return refusal(answer.message)


def held_back(row: CommunityRow, digest: str, hosts: Sequence[HostRow], means: Means) -> Halt | None:
    """Why `digest` is not tried again, if it was refused before by the code that still runs."""
    held = means.store.held(row.uid)
    if held is None or held[0] != digest:
        return None
    if any(means.store.health(digest, host.code) is not False for host in hosts):
        return None  # a host with other code is there now; what the old one thought of it says nothing
    return refusal(held[1])


def refusal(message: str) -> Halt:
    """The halt of a bundle that a host does not want."""
    return Halt(ConditionType.APPLIED, Reason.REFUSED, f"the host could not run it: {message}")


def _words(row: CommunityRow, digest: str, means: Means) -> str:
    before, after = _bundle(means.store, row.served), _bundle(means.store, digest)
    change = plan_changes(before, after, means.registry)
    return change.summary if change else "nothing that people would notice"


def _address(row: CommunityRow, name: str, store: ControlStore) -> str:
    """What is told where the new name was somebody else's until now: links and phones that know it come here instead."""
    led = [one.uid for one in store.aliases() if one.name == name and one.uid != row.uid]
    return f'; its address led to "{store.owned(led[0]).name}" until now' if led else ""


def _bundle(store: ControlStore, digest: str | None) -> Bundle | None:
    body = store.blob(digest) if digest else None
    return Bundle.model_validate_json(body) if body else None

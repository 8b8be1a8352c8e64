"""What live hosts say. Nothing is waited for here: a look that comes too early is asked for again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from koban.store.control import ControlStore
from koban.store.fleet.rows import HostRow

LIVE = timedelta(seconds=5)
_NO_HOST = "no host is running that could serve it"


@dataclass(frozen=True, slots=True)
class Answer:
    """What all live hosts together say of one bundle."""

    state: Literal["ready", "refused", "waiting"]
    message: str = ""


def live_hosts(store: ControlStore) -> list[HostRow]:
    """Hosts that gave a sign of life lately."""
    return store.hosts(within=LIVE)


def fleet_fingerprint(hosts: Sequence[HostRow]) -> tuple[tuple[str, str], ...]:
    """Changes when a host comes, goes or runs other code; compared before any community is."""
    return tuple(sorted((host.host, host.code) for host in hosts))


def ask(store: ControlStore, uid: str, digest: str, hosts: Sequence[HostRow]) -> Answer:
    """What `hosts` report of `digest`; what a host's earlier code said does not count."""
    if not hosts:
        return Answer("waiting", _NO_HOST)
    reports = {(report.host, report.code): report for report in store.reports(uid, digest)}
    missing: list[str] = []
    for host in hosts:
        report = reports.get((host.host, host.code))
        if report is None and store.health(digest, host.code):
            continue  # the same code found the same bundle good before
        if report is None:
            missing.append(host.host)
        elif not report.ready:
            return Answer("refused", report.reason)
    if missing:
        return Answer("waiting", f"waiting for {', '.join(sorted(missing))} to try it out")
    return Answer("ready")

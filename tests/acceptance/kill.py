"""Kills reconciler, host and jobs at random moments while reports come in and commits land, and checks that nothing is lost.

Run it from the repository's root: `python -m tests.acceptance.kill --times 50`.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx

from koban.model.clock import SystemClock
from koban.store.control import ControlStore
from koban.store.data import DataStores
from koban_engage.report.records import REPORT
from tests.acceptance.fleet import Fleet, wait_for
from tests.acceptance.small import community, make_small, manifest

NAMES = ("quay", "pier")
SENDERS = 3
PATIENCE = 90
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Sender:
    """Sends one report after another, each until it is told that it arrived."""

    def __init__(self, fleet: Fleet, name: str, seed: int) -> None:
        self._fleet, self._host, self._random = (
            fleet,
            {"host": f"{name}.localhost:{fleet.port}"},
            random.Random(seed),
        )
        self.name, self.arrived, self.problems = name, [], []  # type: ignore[var-annotated]
        self.tries: Counter[object] = Counter()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._send)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Finish the report that is on its way."""
        self._stop.set()
        self._thread.join()

    def _send(self) -> None:
        while not self._stop.wait(0.03):
            receipt = "".join(self._random.choices(_LETTERS, k=20))
            report = {"category": "litter", "text": f"Report {receipt}", "anonymous": True}
            while not self._try(receipt, report):
                threading.Event().wait(0.05)

    def _try(self, receipt: str, report: dict[str, object]) -> bool:
        url = f"http://127.0.0.1:{self._fleet.port}/api/report/reports"
        try:
            answer = httpx.post(
                url, json=report, headers=self._host | {"idempotency-key": receipt}, timeout=5
            )
        except httpx.HTTPError as error:
            self.tries[type(error).__name__] += 1
            return False
        self.tries[answer.status_code] += 1
        if answer.is_success:
            self.arrived.append(receipt)
        elif 400 <= answer.status_code < 500 and answer.status_code not in {408, 421, 425, 429}:
            self.problems.append(f"{answer.status_code}: {answer.text[:200]}")
            return True
        return answer.is_success


class Committer:
    """Lets commits land, and can be made to wait so that everything can catch up."""

    def __init__(self, fleet: Fleet, seed: int) -> None:
        self._fleet, self._random = fleet, random.Random(seed)
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._commit)
        self.newest: dict[str, tuple[str, str]] = {}
        """Community -> the last revision that touched it, and its title there."""

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """No commit lands while the block lasts."""
        with self._lock:
            yield

    def _commit(self) -> None:
        number = 0
        while not self._stop.wait(self._random.uniform(0.1, 0.8)):
            number += 1
            name, title = self._random.choice(NAMES), f"Edition {number}"
            with self._lock:
                revision = self._fleet.commit({manifest(name): community(name, title)})
                self.newest[name] = (revision, title)


def run(folder: Path, times: int, seed: int) -> str:
    """Kill `times` times; returns a summary. Raises AssertionError if anything was lost, doubled or did not come back."""
    chance = random.Random(seed)
    fleet = Fleet(folder)
    make_small(fleet, *NAMES)
    fleet.up()
    senders = [Sender(fleet, NAMES[number % len(NAMES)], seed + number) for number in range(SENDERS)]
    committer = Committer(fleet, seed)
    killed: Counter[str] = Counter()
    try:
        fleet.wait_until_announced()
        for worker in (*senders, committer):
            worker.start()
        try:
            for _ in range(times):
                threading.Event().wait(chance.uniform(0.1, 1.5))
                victim = chance.choice(("reconciler", "host", "jobs"))
                kill(fleet, victim)
                killed[victim] += 1
                with committer.waiting():
                    wait_for(
                        lambda: converged(fleet, committer), f"all is well after killing {victim}", PATIENCE
                    )
        finally:
            for worker in (*senders, committer):
                worker.stop()
        wait_for(lambda: converged(fleet, committer), "all is well at the end", PATIENCE)
        check_reports_by_receipt(fleet, senders)
        assert fleet.stop() == 0
    finally:
        fleet.close()
    check_store(fleet, senders)
    sent = sum(len(sender.arrived) for sender in senders)
    tries = sum((sender.tries for sender in senders), Counter())
    return f"seed {seed}: killed {dict(killed)}; {sent} reports, each there once; answers {dict(tries)}"


def kill(fleet: Fleet, victim: str) -> None:
    """End a process at once; a reconciler is started again as an operator would, the others come back by themselves."""
    if victim != "reconciler":
        for pid in fleet.pids(victim):
            os.kill(pid, signal.SIGKILL)
        return
    assert fleet.process is not None
    fleet.process.kill()
    fleet.process.wait()
    fleet.up()


def converged(fleet: Fleet, committer: Committer) -> bool:
    """Whether every process runs and every community serves what its last commit says."""
    assert fleet.process is not None
    assert fleet.process.poll() is None, f"koban up ended: {fleet.said()[-2000:]}"
    if not (len(fleet.pids("host")) == 1 and len(fleet.pids("jobs")) == 1):
        return False
    try:
        seen = fleet.seen()
        return set(seen) == set(NAMES) and all(
            one["ready"]
            and (name not in committer.newest or one["appliedRevision"] == committer.newest[name][0])
            and (name not in committer.newest or fleet.shows(name, committer.newest[name][1]))
            for name, one in seen.items()
        )
    except httpx.HTTPError:
        return False


def check_reports_by_receipt(fleet: Fleet, senders: list[Sender]) -> None:
    """Every report that was said to have arrived is found by its receipt."""
    for sender in senders:
        assert not sender.problems, sender.problems[:3]
        host = {"host": f"{sender.name}.localhost:{fleet.port}"}
        for receipt in sender.arrived:
            answer = fleet.client.post("/api/report/status", json={"receipt": receipt}, headers=host)
            assert answer.status_code == 200, f"report {receipt} of {sender.name}: {answer.status_code}"


def check_store(fleet: Fleet, senders: list[Sender]) -> None:
    """Every report is there exactly once, and no generation was skipped or given twice."""
    clock = SystemClock()
    with (
        closing(ControlStore.open(fleet.state, clock)) as store,
        closing(DataStores(fleet.state, clock)) as data,
    ):
        for name in NAMES:
            row = store.community(name)
            assert row is not None
            arrived = [receipt for sender in senders if sender.name == name for receipt in sender.arrived]
            assert len(set(arrived)) == len(arrived)
            assert data.of(row.uid).read().count(REPORT) == len(arrived)
            generations = [entry.generation for entry in store.history(name)]
            assert generations == list(range(row.generation, row.generation - len(generations), -1))
            assert data.of(row.uid).read().verify_audit() is None


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        workspace.mkdir()
        print(run(workspace, chosen.times, chosen.seed))


if __name__ == "__main__":
    sys.exit(main())

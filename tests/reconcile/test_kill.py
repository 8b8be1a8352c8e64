"""Killed between any two writes, the next start comes to the same end as one that was never killed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from tests.reconcile.conftest import Bench, community, moved, place

WRITES = frozenset(
    {
        "adopt",
        "attempt",
        "set_candidate",
        "withdraw_candidate",
        "serve",
        "retire",
        "retired",
        "restored",
        "set_conditions",
        "set_retry",
        "hold",
        "remember_compiled",
        "add_pass",
        "set_note",
        "acquire_lease",
        "archive",
        "restore",
        "drop",
    }
)


class Killed(BaseException):
    """The process is gone."""


class Killer:
    """Counts writes, and kills after the one that was chosen."""

    def __init__(self, number: int | None = None) -> None:
        self.number, self.count = number, 0

    def wrap(self, inner: Any) -> Any:
        return _Wrapped(inner, self)


class _Wrapped:
    def __init__(self, inner: Any, killer: Killer) -> None:
        self._inner, self._killer = inner, killer

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._inner, name)
        if name not in WRITES:
            return method

        def write(*args: Any, **kwargs: Any) -> Any:
            self._killer.count += 1
            result = method(*args, **kwargs)
            if self._killer.count == self._killer.number:
                raise Killed
            return result

        return write


Life = Callable[[Bench], Iterator[None]]


def scenario(bench: Bench) -> Iterator[None]:
    """A life in commits: begin, change, mistake, refusal, removal, return. Settle after each."""
    bench.begin("kade", "zoutkade")
    yield
    uid = bench.row("kade").uid
    bench.data.of(uid).write(lambda writer: writer.audit("test", "note", "kept"))
    bench.commit({place("kade"): community("kade", "Nieuw"), place("zoutkade"): "no: [manifest\n"})
    yield
    bench.refusing["Kapot"] = "no"
    bench.commit(
        {place("kade"): community("kade", "Kapot"), place("zoutkade"): community("zoutkade", "Weer")}
    )
    yield
    bench.commit({place("kade"): None})
    yield
    bench.commit({place("kade"): community("kade", "Terug")})
    yield


def renames(bench: Bench) -> Iterator[None]:
    """A life under many names: one that cannot be read at first, a feature's too, and one taken up from the archive."""
    bench.begin("kade", "zoutkade")
    yield
    uid = bench.row("kade").uid
    bench.data.of(uid).write(lambda writer: writer.audit("test", "note", "kept"))
    bench.commit({place("kade"): None, place("pier"): "metadata: {movedFrom: kade\n"})
    yield
    bench.commit({place("pier"): moved("pier", "Pier", "kade")})
    yield
    bench.commit({place("pier"): None, place("quay"): moved("quay", "Quay", "pier")})
    yield
    bench.commit({place("quay"): community("quay", "Quay").replace("news: true", RENAMED_FEATURE)})
    yield
    bench.commit({place("quay"): None})
    yield
    bench.commit({place("kade"): moved("kade", "Kade", "quay").replace("news: true", RENAMED_FEATURE)})
    yield


RENAMED_FEATURE = "berichten: {uses: news, movedFrom: news}"


def live(bench: Bench, killer: Killer, life: Life = scenario) -> dict[str, Any]:
    """Run the scenario under `killer`; after a kill a new process starts and nobody kills it."""
    bench.start(killer.wrap(bench.store), killer.wrap(bench.data))
    for _ in life(bench):
        try:
            bench.settle()
        except Killed:
            bench.clock.advance(timedelta(seconds=6))
            bench.start()
            bench.settle()
    return state(bench)


def state(bench: Bench) -> dict[str, Any]:
    """Everything that must not depend on when a process was killed."""
    rows = bench.store.communities()
    return {
        "rows": [
            (
                row.name,
                row.state,
                row.generation,
                row.candidate,
                row.served,
                row.attempted_revision,
                row.applied_revision,
            )
            for row in rows
        ],
        "conditions": {
            row.name: [(c.type, c.status, c.reason, c.message) for c in bench.store.conditions(row.uid)]
            for row in rows
        },
        "history": sorted(
            (row.community, row.generation, row.revision, row.digest) for row in bench.store.history()
        ),
        "data": [audit.subject for audit in bench.data.of(bench.row("kade").uid).read().audit_log(10)],
        "archive": [path.name for path in (bench.folder / "archive").glob("*")],
        "head": bench.store.note("head"),
        "retries": [bench.store.retry(row.uid) for row in rows],
        "aliases": [(one.name, bench.store.owned(one.uid).name) for one in bench.store.aliases()],
        "instances": {
            row.name: [
                (one.name, one.key, one.uses, one.until is None)
                for one in bench.store.instances(row.uid, row.served)
            ]
            for row in rows
            if row.served
        },
    }


def test_killed_at_every_write_it_converges(new_bench: Callable[[], Bench]) -> None:
    counter = Killer()
    wanted = live(new_bench(), counter)
    assert wanted["data"] == ["kept"]
    assert [row[1] for row in wanted["rows"]] == ["active", "active"]
    assert counter.count > 40
    for number in range(1, counter.count + 1):
        assert live(new_bench(), Killer(number)) == wanted, f"killed after write {number}"


def test_killed_at_every_write_of_renames_it_converges(new_bench: Callable[[], Bench]) -> None:
    counter = Killer()
    wanted = live(new_bench(), counter, renames)
    assert wanted["data"] == ["kept"]
    assert [row[:3] for row in wanted["rows"]] == [("kade", "active", 5), ("zoutkade", "active", 1)]
    assert wanted["aliases"] == [("pier", "kade"), ("quay", "kade")]
    assert ("berichten", "news", "news", True) in wanted["instances"]["kade"]
    assert wanted["archive"] == []
    for number in range(1, counter.count + 1):
        assert live(new_bench(), Killer(number), renames) == wanted, f"killed after write {number}"

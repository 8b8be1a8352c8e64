"""A change in Git reaches hosts, and what it does not touch is left alone."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import event

from koban.model.condition import ConditionType, Reason, Status
from tests.reconcile.conftest import Bench, community, place


def test_a_new_community_is_served_once_a_host_found_it_good(bench: Bench) -> None:
    bench.begin("kade")
    bench.host_lives = False
    bench.settle()
    assert bench.row("kade").served is None
    assert bench.row("kade").candidate is not None
    assert bench.condition("kade", ConditionType.APPLIED).reason is Reason.PROGRESSING
    assert "no host is running" in bench.condition("kade", ConditionType.APPLIED).message
    bench.host_lives = True
    bench.settle()
    assert bench.served_title("kade") == "Kade"
    assert bench.condition("kade", ConditionType.READY).status is Status.TRUE


def test_only_what_changed_is_read_and_compiled(bench: Bench) -> None:
    bench.begin("kade", "zoutkade")
    bench.settle()
    before = bench.row("zoutkade"), bench.store.conditions(bench.row("zoutkade").uid)
    revision = bench.commit({place("kade"): community("kade", "Nieuwe Kade")})
    bench.settle()
    assert bench.served_title("kade") == "Nieuwe Kade"
    assert (bench.row("zoutkade"), bench.store.conditions(bench.row("zoutkade").uid)) == before
    assert (bench.store.passes()[0].revision, bench.store.passes()[0].compiled) == (revision, ["kade"])
    assert not [path for path in bench.repository.trees[-1].reads if "zoutkade" in path]
    assert bench.row("kade").applied_revision == bench.row("kade").attempted_revision == revision
    assert bench.row("kade").generation == 2


def test_a_revision_is_the_last_commit_that_touched_the_community(bench: Bench) -> None:
    first = bench.begin("kade", "zoutkade")
    bench.commit({place("zoutkade"): community("zoutkade", "Anders")})
    bench.settle()
    assert bench.row("kade").applied_revision == first


def test_a_revision_without_a_visible_change_is_noted_and_makes_no_generation(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    revision = bench.commit({place("kade"): community("kade", "Kade") + "# a remark\n"})
    bench.settle()
    assert (bench.row("kade").generation, bench.row("kade").applied_revision) == (1, revision)
    assert len(bench.store.history("kade")) == 1


def test_going_back_takes_the_bundle_from_the_cache(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    bench.commit({place("kade"): community("kade", "Nieuw")})
    bench.settle()
    revision = bench.commit({place("kade"): community("kade", "Kade")})
    bench.settle()
    assert bench.served_title("kade") == "Kade"
    assert (bench.store.passes()[0].revision, bench.store.passes()[0].compiled) == (revision, [])
    assert [row.generation for row in bench.store.history("kade")] == [3, 2, 1]


def test_a_newer_revision_does_not_wait_for_the_older_one(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    bench.host_lives = False
    bench.commit({place("kade"): community("kade", "Middelste")})
    bench.step()
    middle = bench.row("kade").candidate
    bench.commit({place("kade"): community("kade", "Nieuwste")})
    bench.step()
    assert bench.row("kade").candidate not in {middle, None}
    bench.host_lives = True
    bench.settle()
    assert bench.served_title("kade") == "Nieuwste"
    assert [row.generation for row in bench.store.history("kade")] == [2, 1]


def test_a_restart_compiles_nothing(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    bench.clock.advance(timedelta(seconds=6))
    bench.start()
    bench.repository.trees[-1].reads.clear()
    bench.settle()
    assert not [path for path in bench.repository.trees[-1].reads if path == place("kade")]
    assert len(bench.store.passes()) == 1


def test_nothing_new_writes_nothing(bench: Bench) -> None:
    bench.begin("kade", "zoutkade")
    bench.settle()
    written: list[str] = []

    def note(_conn: object, cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")) and "lease" not in statement:
            written.append(statement)

    event.listen(bench.store._database._engine, "after_cursor_execute", note)
    for _ in range(5):  # past the interval, so that every community is looked at
        bench.clock.advance(timedelta(seconds=70))
        bench.play_host()
        written.clear()
        bench.service.step()
        assert not written
    bench.clock.advance(timedelta(seconds=6))
    bench.start()
    bench.play_host()
    written.clear()
    bench.step()
    bench.step()
    assert not written


def test_no_older_state_of_the_repository_is_kept_in_memory(bench: Bench) -> None:
    bench.begin("kade", "zoutkade")
    bench.settle()
    bench.commit({place("kade"): community("kade", "Nieuw")})
    bench.settle()
    assert {id(one.tree) for one in bench.service._follower.desired.values()} == {
        id(bench.repository.trees[-1])
    }

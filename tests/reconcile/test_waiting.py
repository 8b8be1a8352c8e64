"""What is valid and still does not go live: refused by a host, without anybody who answers, or a failure of ours."""

from __future__ import annotations

from datetime import timedelta

from koban.model.condition import ConditionType, Reason, Status
from tests.reconcile.conftest import Bench, community, place


def test_a_refused_candidate_is_withdrawn_and_held_with_the_reason(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    good = bench.row("kade").served
    bench.refusing["Kapot"] = "the page / fails"
    bench.commit({place("kade"): community("kade", "Kapot")})
    bench.settle()
    applied = bench.condition("kade", ConditionType.APPLIED)
    assert (applied.status, applied.reason) == (Status.FALSE, Reason.REFUSED)
    assert "the page / fails" in applied.message
    assert (bench.row("kade").served, bench.row("kade").candidate) == (good, None)
    assert bench.condition("kade", ConditionType.HEALTHY).status is Status.TRUE
    bench.commit({place("kade"): community("kade", "Heel")})
    bench.settle()
    assert bench.served_title("kade") == "Heel"
    assert bench.store.held(bench.row("kade").uid) is None


def test_what_one_code_refused_is_tried_again_by_another(bench: Bench) -> None:
    bench.refusing["Kapot"] = "no"
    bench.begin("kade")
    bench.commit({place("kade"): community("kade", "Kapot")})
    bench.settle()
    assert bench.condition("kade", ConditionType.APPLIED).reason is Reason.REFUSED
    bench.refusing.clear()
    bench.settle()
    assert bench.row("kade").served is None
    bench.clock.advance(timedelta(seconds=6))
    bench.code = "code-2"
    bench.settle()
    assert bench.served_title("kade") == "Kapot"


def test_other_code_is_asked_whether_it_can_go_on_with_what_is_served(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    bench.clock.advance(timedelta(seconds=6))
    bench.code = "code-2"
    bench.settle()
    digest = bench.row("kade").served
    assert digest is not None
    assert bench.store.health(digest, "code-2") is True
    assert (bench.row("kade").candidate, bench.row("kade").generation) == (None, 1)
    bench.clock.advance(timedelta(seconds=6))
    bench.code = "code-3"
    bench.refusing["Kade"] = "the page / fails"
    bench.settle()
    healthy = bench.condition("kade", ConditionType.HEALTHY)
    assert (healthy.reason, healthy.message) == (Reason.UNHEALTHY, "the page / fails")
    assert (bench.row("kade").served, bench.row("kade").candidate) == (digest, None)


def test_people_are_not_asked_to_write_where_nobody_answers(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    good = bench.row("kade").served
    without = community("kade", "Kade", feature="proposals", unit="")
    bench.commit({place("kade"): without})
    bench.settle()
    applied = bench.condition("kade", ConditionType.APPLIED)
    assert (applied.reason, applied.status) == (Reason.NO_FOLLOW_UP, Status.FALSE)
    assert bench.condition("kade", ConditionType.VALID).status is Status.TRUE
    assert bench.row("kade").served == good
    bench.commit({place("kade"): community("kade", "Kade", feature="news", unit="")})
    bench.settle()
    assert bench.condition("kade", ConditionType.READY).status is Status.TRUE


def test_a_failure_of_ours_is_recorded_and_tried_again_and_holds_up_nobody(bench: Bench) -> None:
    bench.begin("kade", "zoutkade")
    bench.settle()
    bench.commit({place(name): community(name, "Nieuw") for name in ("kade", "zoutkade")})
    tree, read = bench.repository.trees[-1], bench.repository.trees[-1].read

    def fail(path: str) -> bytes:
        if path == place("kade"):
            raise OSError("the disk is gone")
        return read(path)

    tree.read = fail  # type: ignore[method-assign]
    for _ in range(4):
        bench.play_host()
        bench.step()
    assert bench.served_title("zoutkade") == "Nieuw"
    assert bench.served_title("kade") == "Kade"
    ready = bench.condition("kade", ConditionType.READY)
    assert (ready.reason, ready.status) == (Reason.RETRYING, Status.FALSE)
    assert "the disk is gone" in ready.message
    retry = bench.store.retry(bench.row("kade").uid)
    assert retry is not None
    tree.read = read  # type: ignore[method-assign]
    bench.clock.advance(timedelta(seconds=30))
    bench.settle()
    assert bench.served_title("kade") == "Nieuw"
    assert bench.store.retry(bench.row("kade").uid) is None
    assert bench.condition("kade", ConditionType.READY).status is Status.TRUE


def test_a_restart_does_not_forget_to_wait(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    uid = bench.row("kade").uid
    bench.clock.advance(timedelta(seconds=6))
    bench.store.set_retry(uid, 5, bench.clock.now() + timedelta(minutes=4))
    bench.start()
    bench.settle()
    assert bench.store.retry(uid) is not None
    bench.clock.advance(timedelta(minutes=5))
    bench.settle()
    assert bench.store.retry(uid) is None


def test_a_host_that_goes_away_shows(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    bench.host_lives = False
    bench.clock.advance(timedelta(seconds=10))
    bench.step()
    healthy = bench.condition("kade", ConditionType.HEALTHY)
    assert (healthy.status, bench.row("kade").served is not None) == (Status.UNKNOWN, True)
    bench.host_lives = True
    bench.settle()
    assert bench.condition("kade", ConditionType.READY).status is Status.TRUE

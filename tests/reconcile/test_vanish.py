"""A folder that goes away, one that comes back, and too many that go at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from koban.model.condition import ConditionType, Reason
from tests.reconcile.conftest import WORKSPACE, Bench, community, place


def remember(bench: Bench, name: str, words: str) -> None:
    """Have the community keep something."""
    bench.data.of(bench.row(name).uid).write(lambda writer: writer.audit("test", "note", words))


def remembered(bench: Bench, name: str) -> list[str]:
    return [row.subject for row in bench.data.of(bench.row(name).uid).read().audit_log(10)]


def test_a_removed_community_is_archived_and_comes_back_with_its_data(bench: Bench) -> None:
    bench.begin("kade", "zoutkade")
    bench.settle()
    remember(bench, "kade", "three reports")
    uid = bench.row("kade").uid
    bench.commit({place("kade"): None})
    bench.settle()
    row = bench.row("kade")
    assert (row.state, row.served) == ("archived", None)
    assert row.archived_to is not None
    assert Path(row.archived_to).is_file()
    assert row.archived_to in bench.condition("kade", ConditionType.APPLIED).message
    assert not list((bench.folder / "data").glob("*.db"))
    assert bench.condition("zoutkade", ConditionType.READY).reason is Reason.SUCCEEDED
    bench.commit({place("kade"): community("kade", "Terug")})
    bench.settle()
    assert (bench.row("kade").uid, bench.row("kade").archived_to) == (uid, None)
    assert bench.served_title("kade") == "Terug"
    assert remembered(bench, "kade") == ["three reports"]


def test_the_data_goes_nowhere_while_somebody_writes_it(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    remember(bench, "kade", "one")
    store = bench.data.of(bench.row("kade").uid)
    with store.read() as reader:
        bench.commit({place("kade"): None})
        bench.settle()
        assert bench.row("kade").state == "retiring"
        assert bench.condition("kade", ConditionType.APPLIED).reason is Reason.PROGRESSING
        assert reader.audit_log(1)
    bench.settle()
    assert bench.row("kade").state == "archived"


def test_a_folder_that_comes_back_before_its_data_was_put_away(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    remember(bench, "kade", "one")
    with bench.data.of(bench.row("kade").uid).read() as reader:
        assert reader.audit_log(1)
        bench.commit({place("kade"): None})
        bench.step()
        bench.commit({place("kade"): community("kade", "Terug")})
        bench.step()
    for _ in range(5):
        bench.settle()
    assert bench.served_title("kade") == "Terug"
    assert remembered(bench, "kade") == ["one"]


NAMES = ("a", "b", "c", "d", "e")


@pytest.fixture
def emptied(bench: Bench) -> Bench:
    """Three of five communities vanish, two may."""
    bench.begin(*NAMES, budget=2)
    bench.settle()
    bench.commit(dict.fromkeys(map(place, NAMES[:3])))
    bench.settle()
    return bench


def states(bench: Bench) -> str:
    return " ".join(row.state for row in bench.store.communities())


def test_too_many_at_once_all_wait_and_keep_serving(emptied: Bench) -> None:
    assert states(emptied) == "active active active active active"
    for name in NAMES[:3]:
        applied = emptied.condition(name, ConditionType.APPLIED)
        assert applied.reason is Reason.OVER_DELETE_BUDGET
        assert "deleteBudget" in applied.message
        assert emptied.row(name).served is not None
    emptied.commit({place("a"): community("a", "Terug")})
    emptied.settle()
    assert states(emptied) == "active archived archived active active"
    assert emptied.condition("a", ConditionType.READY).reason is Reason.SUCCEEDED


def test_raising_the_budget_afterwards_lets_them_go(emptied: Bench) -> None:
    emptied.commit({"koban.yaml": WORKSPACE % 3})
    emptied.settle()
    assert states(emptied) == "archived archived archived active active"


def test_a_commit_cannot_raise_the_budget_it_is_judged_by(bench: Bench) -> None:
    bench.begin(*NAMES, budget=2)
    bench.settle()
    bench.commit({**dict.fromkeys(map(place, NAMES)), "koban.yaml": WORKSPACE % 50})
    bench.settle()
    assert states(bench) == "active active active active active"
    bench.start(holder="one")
    bench.settle()
    assert states(bench) == "active active active active active"

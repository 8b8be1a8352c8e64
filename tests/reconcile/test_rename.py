"""A folder that says what it was called before goes on with what is there: data, history, receipts, addresses."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from koban.model.condition import ConditionType, Reason, Status
from koban.store.errors import ForeignNameError
from koban.store.fleet.aliases import KEPT
from tests.reconcile.conftest import FORCE, WORKSPACE, Bench, community, moved, place


def remember(bench: Bench, name: str, words: str) -> None:
    bench.data.of(bench.row(name).uid).write(lambda writer: writer.audit("test", "note", words))


def remembered(bench: Bench, name: str) -> list[str]:
    return [row.subject for row in bench.data.of(bench.row(name).uid).read().audit_log(10)]


def names(bench: Bench) -> list[tuple[str, str]]:
    return [(row.name, row.state) for row in bench.store.communities()]


def aliases(bench: Bench) -> dict[str, str]:
    by_uid = {row.uid: row.name for row in bench.store.communities()}
    return {one.name: by_uid[one.uid] for one in bench.store.aliases()}


@pytest.fixture
def kade(bench: Bench) -> Bench:
    """A community that has something to lose."""
    bench.begin("kade", budget=1)
    bench.settle()
    remember(bench, "kade", "three reports")
    return bench


def test_data_history_and_generation_come_along(kade: Bench) -> None:
    before = kade.row("kade")
    file = next((kade.folder / "data").glob("*.db"))
    revision = kade.commit({place("kade"): None, place("pier"): moved("pier", "Pier", "kade")})
    kade.settle()
    row = kade.row("pier")
    assert (row.uid, row.generation, row.applied_revision) == (before.uid, 2, revision)
    assert names(kade) == [("pier", "active")]
    assert [entry.generation for entry in kade.store.history("pier")] == [2, 1]
    assert remembered(kade, "pier") == ["three reports"]
    assert file.exists()
    assert not list((kade.folder / "archive").glob("*"))
    assert kade.served_title("pier") == "Pier"
    assert kade.condition("pier", ConditionType.READY).status is Status.TRUE
    assert aliases(kade) == {"kade": "pier"}


def test_the_old_address_ends_after_400_days(kade: Bench) -> None:
    kade.commit({place("kade"): None, place("pier"): moved("pier", "Pier", "kade")})
    kade.settle()
    kade.clock.advance(KEPT - timedelta(minutes=5))
    assert aliases(kade) == {"kade": "pier"}
    kade.clock.advance(timedelta(minutes=6))
    assert aliases(kade) == {}
    kade.settle()
    kade.clock.advance(timedelta(days=2))
    kade.settle()
    with kade.store._database.reading() as connection:
        assert not connection.exec_driver_sql("SELECT * FROM alias").all(), "the daily tidying forgets it"


def test_the_line_stays_and_goes_without_harm(kade: Bench) -> None:
    kade.commit({place("kade"): None, place("pier"): moved("pier", "Pier", "kade")})
    kade.settle()
    uid = kade.row("pier").uid
    kade.commit({place("pier"): moved("pier", "Pier twee", "kade")})
    kade.settle()
    kade.commit({place("pier"): community("pier", "Pier drie")})
    kade.settle()
    assert (kade.row("pier").uid, kade.row("pier").generation) == (uid, 4)
    assert remembered(kade, "pier") == ["three reports"]
    assert aliases(kade) == {"kade": "pier"}


def test_where_it_never_acted_it_means_nothing(bench: Bench) -> None:
    bench.begin("kade")
    bench.commit({place("pier"): moved("pier", "Pier", "never-there")})
    bench.settle()
    assert names(bench) == [("kade", "active"), ("pier", "active")]
    assert bench.condition("pier", ConditionType.READY).status is Status.TRUE
    assert aliases(bench) == {}


def test_in_a_new_installation_both_names_begin(bench: Bench) -> None:
    bench.begin("kade")
    bench.commit({place("pier"): moved("pier", "Pier", "kade")})
    bench.settle()
    assert names(bench) == [("kade", "active"), ("pier", "active")]
    assert bench.condition("pier", ConditionType.READY).status is Status.TRUE


def test_a_chain_keeps_every_old_name(kade: Bench) -> None:
    uid = kade.row("kade").uid
    kade.commit({place("kade"): None, place("pier"): moved("pier", "Pier", "kade")})
    kade.settle()
    kade.clock.advance(timedelta(days=100))
    kade.commit({place("pier"): None, place("quay"): moved("quay", "Quay", "pier")})
    kade.settle()
    assert kade.row("quay").uid == uid
    assert aliases(kade) == {"kade": "quay", "pier": "quay"}
    kade.clock.advance(timedelta(days=301))
    assert aliases(kade) == {"pier": "quay"}


def test_renames_are_no_removals_for_the_budget(bench: Bench) -> None:
    bench.begin("a", "b", "c", budget=0)
    bench.settle()
    uids = {name: bench.row(name).uid for name in "abc"}
    changes: dict[str, str | None] = {place(name): None for name in "abc"}
    bench.commit(changes | {place(f"new-{n}"): moved(f"new-{n}", n, n) for n in "abc"})
    bench.settle()
    assert {name: bench.row(f"new-{name}").uid for name in "abc"} == uids
    assert bench.store.note("head")["vanished"] == []


def test_a_new_name_with_a_mistake_changes_nothing(kade: Bench) -> None:
    wrong = moved("pier", "Pier", "kade", feature="newz")
    kade.commit({place("kade"): None, place("pier"): wrong})
    kade.settle()
    assert names(kade) == [("kade", "active")]
    assert kade.served_title("kade") == "Kade"
    valid = kade.condition("kade", ConditionType.VALID)
    assert (valid.reason, place("pier") in valid.message) == (Reason.INVALID, True)
    kade.commit({place("pier"): moved("pier", "Pier", "kade")})
    kade.settle()
    assert names(kade) == [("pier", "active")]
    assert remembered(kade, "pier") == ["three reports"]


def test_a_new_name_that_a_host_refuses_changes_nothing(kade: Bench) -> None:
    kade.refusing["Kapot"] = "no"
    kade.commit({place("kade"): None, place("pier"): moved("pier", "Kapot", "kade")})
    kade.settle()
    assert names(kade) == [("kade", "active")]
    assert kade.condition("kade", ConditionType.APPLIED).reason is Reason.REFUSED
    assert aliases(kade) == {}


def test_what_cannot_be_read_may_be_the_new_name(kade: Bench) -> None:
    uid = kade.row("kade").uid
    kade.commit({place("kade"): None, place("pier"): "metadata: {name: pier, movedFrom: kade\n"})
    kade.settle()
    assert names(kade) == [("kade", "active"), ("pier", "active")]
    assert kade.row("kade").served is not None
    applied = kade.condition("kade", ConditionType.APPLIED)
    assert applied.reason is Reason.HELD_BACK
    assert place("pier") in applied.message
    assert kade.condition("pier", ConditionType.VALID).reason is Reason.INVALID
    kade.commit({place("pier"): moved("pier", "Pier", "kade")})
    kade.settle()
    assert names(kade) == [("pier", "active")]
    assert kade.row("pier").uid == uid
    assert remembered(kade, "pier") == ["three reports"]


def test_the_old_folder_must_be_gone(kade: Bench) -> None:
    uid = kade.row("kade").uid
    kade.commit({place("pier"): moved("pier", "Pier", "kade")})
    kade.settle()
    applied = kade.condition("pier", ConditionType.APPLIED)
    assert applied.reason is Reason.HELD_BACK
    assert "deployments/haven/kade is still there" in applied.message
    assert kade.row("pier").served is None
    assert kade.condition("kade", ConditionType.READY).status is Status.TRUE
    kade.commit({place("kade"): None})
    kade.settle()
    assert names(kade) == [("pier", "active")]
    assert kade.row("pier").uid == uid


def test_two_with_one_past_both_wait_and_so_does_the_past(kade: Bench) -> None:
    both = {place(name): moved(name, name.title(), "kade") for name in ("pier", "quay")}
    kade.commit({place("kade"): None, **both})
    kade.settle()
    assert kade.row("kade").state == "active"
    assert kade.row("kade").served is not None
    assert kade.condition("kade", ConditionType.APPLIED).reason is Reason.HELD_BACK
    for name in ("pier", "quay"):
        assert kade.row(name).served is None
        assert "KB361" in kade.condition(name, ConditionType.VALID).message
    kade.commit({place("quay"): community("quay", "Quay")})
    kade.settle()
    assert names(kade) == [("pier", "active"), ("quay", "active")]
    assert remembered(kade, "pier") == ["three reports"]
    assert remembered(kade, "quay") == []


def test_one_that_was_retired_comes_back_under_another_name(kade: Bench) -> None:
    uid = kade.row("kade").uid
    kade.commit({place("kade"): None})
    kade.settle()
    assert names(kade) == [("kade", "archived")]
    kade.commit({place("pier"): moved("pier", "Pier", "kade")})
    kade.settle()
    assert names(kade) == [("pier", "active")]
    assert (kade.row("pier").uid, kade.row("pier").archived_to) == (uid, None)
    assert remembered(kade, "pier") == ["three reports"]


def test_a_rename_that_is_taken_back_brings_everything_back(kade: Bench) -> None:
    uid = kade.row("kade").uid
    kade.commit({place("kade"): None, place("pier"): moved("pier", "Pier", "kade")})
    kade.settle()
    kade.commit({place("pier"): None, place("kade"): community("kade", "Kade")})
    kade.settle()
    assert names(kade) == [("kade", "active")]
    assert kade.row("kade").uid == uid
    assert remembered(kade, "kade") == ["three reports"]
    assert aliases(kade) == {"pier": "kade"}


def test_somebody_new_with_the_old_name_gets_the_address_and_nothing_else(kade: Bench) -> None:
    kade.commit({place("kade"): None, place("pier"): moved("pier", "Pier", "kade")})
    kade.settle()
    kade.commit({place("kade"): community("kade", "Een andere kade")})
    kade.settle()
    assert names(kade) == [("kade", "active"), ("pier", "active")]
    assert remembered(kade, "kade") == []
    assert remembered(kade, "pier") == ["three reports"]
    assert aliases(kade) == {}
    assert 'its address led to "pier" until now' in kade.store.history("kade")[0].reason


OTHER = FORCE.replace("{name: haven}", "{name: waal}").replace("Politie Haven", "Politie Waal")


def theirs(name: str) -> str:
    return f"deployments/waal/{name}/community.yaml"


@pytest.mark.parametrize("gone", [True, False])
def test_no_data_goes_to_another_force(kade: Bench, gone: bool) -> None:
    taken = moved("pier", "Pier", "kade")
    mine: dict[str, str | None] = {place("kade"): None} if gone else {}
    kade.commit({"deployments/waal/force.yaml": OTHER, theirs("pier"): taken, **mine})
    for _ in range(3):
        kade.settle()
    pier = kade.row("pier")
    assert (pier.force, pier.served) == ("waal", None)
    assert kade.condition("pier", ConditionType.APPLIED).reason is Reason.HELD_BACK
    assert "force haven" in kade.condition("pier", ConditionType.APPLIED).message
    assert remembered(kade, "pier") == []
    assert aliases(kade) == {}
    kept = kade.row("kade")
    assert (kept.force, kept.state) == ("haven", "archived" if gone else "active")
    kade.commit({theirs("pier"): community("pier", "Pier")})
    kade.settle()
    assert kade.served_title("pier") == "Pier"
    assert remembered(kade, "pier") == []


def test_a_folder_of_the_same_name_takes_nothing_from_another_force(kade: Bench) -> None:
    uid = kade.row("kade").uid
    kade.commit({"deployments/waal/force.yaml": OTHER, theirs("kade"): community("kade", "Van ons")})
    kade.settle()
    kade.commit({place("kade"): None})
    kade.settle()
    row = kade.row("kade")
    assert (row.uid, row.force, row.state) == (uid, "haven", "active")
    assert kade.served_title("kade") == "Kade"
    assert "force haven" in kade.condition("kade", ConditionType.APPLIED).message
    with pytest.raises(ForeignNameError):
        kade.store.adopt("kade", "waal")


def test_another_force_takes_the_old_name_in_the_same_commit(kade: Bench) -> None:
    uid = kade.row("kade").uid
    kade.commit(
        {
            "deployments/waal/force.yaml": OTHER,
            theirs("kade"): community("kade", "Van ons"),
            place("kade"): None,
            place("pier"): moved("pier", "Pier", "kade"),
        }
    )
    for _ in range(3):
        kade.settle()
        kade.clock.advance(timedelta(seconds=70))
    assert kade.row("pier").uid == uid
    assert kade.row("kade").force == "waal"
    assert kade.served_title("kade") == "Van ons"
    assert remembered(kade, "kade") == []
    assert remembered(kade, "pier") == ["three reports"]
    assert aliases(kade) == {}


def test_a_restart_in_the_middle_of_a_rename_goes_on(kade: Bench) -> None:
    kade.host_lives = False
    kade.commit({place("kade"): None, place("pier"): moved("pier", "Pier", "kade")})
    kade.settle()
    assert names(kade) == [("kade", "active")]
    assert kade.row("kade").candidate is not None
    kade.clock.advance(timedelta(seconds=6))
    kade.host_lives = True
    kade.start()
    kade.settle()
    assert names(kade) == [("pier", "active")]
    assert Path(next((kade.folder / "data").glob("*.db"))).stem == kade.row("pier").uid


def test_a_budget_counts_what_goes_without_a_new_name(bench: Bench) -> None:
    bench.begin("a", "b", "c", budget=1)
    bench.settle()
    changes: dict[str, str | None] = {place(name): None for name in "abc"}
    bench.commit({**changes, place("new-a"): moved("new-a", "A", "a"), "koban.yaml": WORKSPACE % 1})
    bench.settle()
    assert names(bench) == [("b", "active"), ("c", "active"), ("new-a", "active")]
    assert bench.condition("b", ConditionType.APPLIED).reason is Reason.OVER_DELETE_BUDGET


def features(name: str, entries: str) -> str:
    """A manifest with these entries under `features`."""
    return community(name, name.title()).replace("news: true", entries)


def test_another_feature_under_a_new_name_waits_until_the_line_is_gone(kade: Bench) -> None:
    kade.commit({place("kade"): features("kade", "voorstellen: {uses: proposals, movedFrom: news}")})
    kade.settle()
    applied = kade.condition("kade", ConditionType.APPLIED)
    assert applied.reason is Reason.HELD_BACK
    assert 'was a "news"' in applied.message
    assert kade.row("kade").generation == 1
    kade.commit({place("kade"): features("kade", "voorstellen: {uses: proposals}")})
    kade.settle()
    assert kade.row("kade").generation == 2


def test_a_feature_keeps_its_data_through_a_rename_of_both(kade: Bench) -> None:
    text = features("pier", "berichten: {uses: news, movedFrom: news}")
    text = text.replace("{name: pier}", "{name: pier, movedFrom: kade}")
    kade.commit({place("kade"): None, place("pier"): text})
    kade.settle()
    row = kade.row("pier")
    known = {one.name: (one.key, one.until) for one in kade.store.instances(row.uid, row.served or "")}
    assert known["berichten"] == ("news", None)
    assert known["news"] == ("news", kade.store.history("pier")[0].at + KEPT)


def test_a_renamed_community_that_does_not_change_writes_nothing(kade: Bench) -> None:
    kade.commit({place("kade"): None, place("pier"): moved("pier", "Pier", "kade")})
    kade.settle()
    written: list[str] = []

    def note(_conn: object, cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")) and "lease" not in statement:
            written.append(statement)

    event.listen(kade.store._database._engine, "after_cursor_execute", note)
    for _ in range(3):
        kade.clock.advance(timedelta(seconds=70))
        kade.play_host()
        written.clear()
        kade.service.step()
        assert not written
    kade.clock.advance(timedelta(seconds=6))
    kade.start()
    kade.play_host()
    written.clear()
    kade.step()
    kade.step()
    assert not written

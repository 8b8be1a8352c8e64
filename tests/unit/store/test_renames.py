"""Old names of communities and of instances, and what data is kept under."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from koban.model.base import Model
from koban.model.bundle import Compiled, canonical, sha256
from koban.plugin.declare import RecordType
from koban.store.fleet.aliases import KEPT
from koban.store.fleet.instances import Asked, settle
from koban.store.fleet.rows import InstanceRow
from koban.store.records.naming import Naming
from tests.unit.store.conftest import UID

NOW = datetime(2030, 1, 1, tzinfo=UTC)


class Note(Model):
    text: str


NOTE = RecordType("note", Note, index=("text",))
PULLED = RecordType("pulled", Note)


def keys(rows: list[InstanceRow]) -> dict[str, str]:
    """Name -> key of those that have one now."""
    return {row.name: row.key for row in rows if row.until is None}


def test_a_renamed_instance_keeps_its_key_and_its_old_name_leads_to_it() -> None:
    first = settle([], {"report": Asked("report")}, NOW)
    after = settle(first, {"tips": Asked("report", "report")}, NOW)
    assert keys(after) == {"tips": "report"}
    assert [(row.name, row.until) for row in after if row.until] == [("report", NOW + KEPT)]
    again = settle(after, {"tips": Asked("report")}, NOW + timedelta(days=9))
    assert again == after, "without the line it stays"


def test_a_new_instance_with_the_old_name_begins_anew() -> None:
    first = settle([], {"report": Asked("report")}, NOW)
    moved = settle(first, {"tips": Asked("report", "report")}, NOW)
    both = {"tips": Asked("report", "report"), "report": Asked("report")}
    assert keys(settle(moved, both, NOW)) == {"tips": "report", "report": "report~2"}
    gone = settle(settle(moved, both, NOW), {"report": Asked("report")}, NOW)
    assert keys(gone)["report"] == "report~2", "also when the other one is switched off"


def test_one_that_is_still_there_loses_nothing() -> None:
    first = settle([], {"report": Asked("report")}, NOW)
    both = {"report": Asked("report"), "tips": Asked("report", "report")}
    assert keys(settle(first, both, NOW)) == {"report": "report", "tips": "tips"}


def test_another_feature_gets_nothing() -> None:
    first = settle([], {"report": Asked("report")}, NOW)
    after = keys(settle(first, {"updates": Asked("news", "report")}, NOW))
    assert after == {"report": "report", "updates": "updates"}


def test_going_back_to_the_old_name_brings_the_data_back() -> None:
    first = settle([], {"report": Asked("report")}, NOW)
    moved = settle(first, {"tips": Asked("report", "report")}, NOW)
    back = settle(moved, {"report": Asked("report")}, NOW)
    assert keys(back) == {"report": "report"}


NAMES = st.sampled_from(["a", "b", "c", "d"])
BUNDLES = st.lists(
    st.dictionaries(
        NAMES, st.builds(Asked, st.sampled_from(["report", "news"]), st.none() | NAMES), max_size=4
    ),
    max_size=8,
)


@given(BUNDLES)
def test_nobody_ever_shares_a_key_or_gets_another_features(bundles: list[dict[str, Asked]]) -> None:
    rows: list[InstanceRow] = []
    owner: dict[str, set[str]] = {}
    for asked in bundles:
        before = keys(rows)
        rows = settle(rows, asked, NOW)
        assert settle(rows, asked, NOW) == rows
        now = keys(rows)
        assert len(set(now.values())) == len(now)
        assert set(before.values()) <= set(now.values()), "a key that was given is never forgotten"
        for name, said in asked.items():
            if name in before:
                assert now[name] == before[name], "whoever has a key keeps it"
            else:
                assert said.uses in owner.get(now[name], {said.uses})
            owner.setdefault(now[name], set()).add(said.uses)


@pytest.fixture
def bundled(compiled: Any) -> Any:
    """Makes a bundle with these instances."""

    def make(**features: dict[str, Any]) -> Compiled:
        body = canonical({"features": {name.replace("_", "-"): used for name, used in features.items()}})
        return Compiled(compiled("x").bundle, body, sha256(body), {})

    return make


def live(control: Any, uid: str, one: Compiled, fence: int, name: str | None = None) -> None:
    control.put_blobs({one.digest: one.body})
    control.serve(uid, one.digest, "r", "test", fence, name)


def test_the_name_turns_with_the_bundle_and_the_old_one_leads_on(control, fence, bundled, clock):
    uid = control.adopt("east", "force").uid
    live(control, uid, bundled(report={"uses": "report"}), fence)
    live(control, uid, bundled(tips={"uses": "report", "moved_from": "report"}), fence, "west")
    assert control.community("east") is None
    assert (control.community("west").uid, control.community("west").generation) == (uid, 2)
    assert [(one.name, one.uid, one.until) for one in control.aliases()] == [
        ("east", uid, clock.now() + KEPT)
    ]
    assert [row.community for row in control.history("west")] == ["west", "west"]
    served = control.community("west").served
    assert keys(control.instances(uid, served)) == {"tips": "report"}


def test_a_bundle_served_before_names_were_kept_is_remembered(control, fence, bundled):
    uid = control.adopt("east", "force").uid
    live(control, uid, bundled(report={"uses": "report"}), fence)
    with control._database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM instance")
    after = bundled(tips={"uses": "report", "moved_from": "report"})
    control.put_blobs({after.digest: after.body})
    assert keys(control.instances(uid, after.digest)) == {"tips": "report"}, "as a candidate"
    live(control, uid, after, fence)
    assert keys(control.instances(uid, after.digest)) == {"tips": "report"}


def test_a_served_community_takes_its_name_from_the_one_that_had_it(control, fence, bundled):
    uid = control.adopt("east", "force").uid
    live(control, uid, bundled(a={"uses": "a"}), fence)
    live(control, uid, bundled(b={"uses": "a"}), fence, "west")
    other = control.adopt("east", "force").uid
    assert [one.name for one in control.aliases()] == ["east"], "until something of the new one is served"
    live(control, other, bundled(a={"uses": "a"}), fence)
    assert control.aliases() == []


def test_nobody_is_renamed_onto_another(control, fence, bundled):
    east, west = control.adopt("east", "force").uid, control.adopt("west", "force").uid
    live(control, east, bundled(a={"uses": "a"}), fence)
    with pytest.raises(IntegrityError):
        live(control, east, bundled(b={"uses": "a"}), fence, "west")
    assert (control.community("east").uid, control.community("west").uid) == (east, west)
    assert control.community("east").generation == 1
    assert control.aliases() == []


def test_only_what_was_never_served_can_be_dropped(control, fence, bundled):
    uid, blank = control.adopt("east", "force").uid, control.adopt("west", "force").uid
    live(control, uid, bundled(a={"uses": "a"}), fence)
    control.drop(uid, fence)
    control.drop(blank, fence)
    assert [row.name for row in control.communities()] == ["east"]


def test_tidying_forgets_old_names_and_never_a_key(control, fence, bundled, clock):
    uid = control.adopt("east", "force").uid
    live(control, uid, bundled(report={"uses": "report"}), fence)
    after = bundled(tips={"uses": "report", "moved_from": "report"})
    live(control, uid, after, fence, "west")
    clock.advance(KEPT)
    control.prune_blobs(clock.now())
    with control._database.reading() as connection:
        assert not connection.exec_driver_sql("SELECT * FROM alias").all()
    assert [(row.name, row.key) for row in control.instances(uid, after.digest)] == [("tips", "report")]


def test_records_are_called_by_the_names_that_instances_have_now(stores):
    plain = stores.of(UID)
    plain.write(lambda writer: writer.put(NOTE, Note(text="old"), instance="report", id="1"))
    plain.write(lambda writer: writer.put(PULLED, Note(text="bus"), instance="report", id="2"))
    named = stores.named(UID, Naming({"tips": "report", "report": "report~2"}, {"pulled"}))
    named.write(lambda writer: writer.put(NOTE, Note(text="new"), instance="report", id="3"))
    read = named.read()
    assert [one.id for one in read.find(NOTE, instance="tips")] == ["1"]
    assert [one.id for one in read.find(NOTE, instance="report", where={"text": "new"})] == ["3"]
    assert (read.count(NOTE, instance="report"), read.count(NOTE)) == (1, 2)
    assert (read.get(NOTE, "1").instance, read.get(NOTE, "3").instance) == ("tips", "report")
    assert read.get(PULLED, "2").instance == "report", "a connector's name is its own"
    assert [one.id for one in read.find(PULLED, instance="report")] == ["2"]
    assert plain.read().get(NOTE, "3").instance == "report~2"


def test_a_record_that_is_written_again_under_the_new_name_is_the_same(stores):
    plain = stores.of(UID)
    before = plain.write(lambda writer: writer.put(NOTE, Note(text="old"), instance="report", id="1"))
    named = stores.named(UID, Naming({"tips": "report"}))

    def again(writer):
        there, created = writer.add(NOTE, Note(text="old"), instance="tips", id="1")
        assert (there.instance, created) == ("tips", False)
        return writer.put(NOTE, Note(text="old"), instance="tips", id="1")

    after = named.write(again)
    assert (after.instance, after.active) == ("tips", before.active)
    changed = named.write(lambda writer: writer.put(NOTE, Note(text="more"), instance="tips", id="1"))
    assert changed.instance == "tips"
    assert plain.read().get(NOTE, "1").instance == "report"
    assert plain.write(lambda writer: writer.get(NOTE, "1")).instance == "report", (
        "the name was lent for one act"
    )

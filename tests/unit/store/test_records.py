from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, computed_field

from koban.plugin.declare import RecordType
from koban.store.errors import RecordTooNewError

UID = "0123456789abcdef0123456789abcdef"


class Status(StrEnum):
    NEW = "new"
    OPEN = "open"
    CLOSED = "closed"


class Report(BaseModel):
    model_config = ConfigDict(extra="forbid")
    status: Status = Status.NEW
    text: str = ""
    number: int | float | None = None
    day: date | None = None
    at: datetime | None = None
    urgent: bool = Field(default=False, alias="isUrgent")

    @computed_field
    @property
    def length(self) -> int:
        return len(self.text)


REPORT = RecordType("report", Report, index=("status", "number", "day", "at", "urgent"))
NOTE = RecordType("note", Report)


@pytest.fixture
def store(stores):
    return stores.of(UID)


def test_an_absent_file_gives_nothing_and_is_not_made(store, state):
    with store.read() as reader:
        assert reader.find(REPORT) == []
    reader = store.read()
    assert (reader.get(REPORT, "x"), reader.count(REPORT), reader.attachment("x")) == (None, 0, None)
    assert (reader.attachments("x"), reader.audit_log(), reader.verify_audit()) == ([], [], None)
    assert not (state / "data").exists()


def test_what_is_put_comes_back(store, clock):
    value = Report(isUrgent=True, text="a lamp", at=clock.now())
    made = store.write(lambda w: w.put(REPORT, value, instance="lamps", purpose="keep"))
    got = store.read().get(REPORT, made.id)
    assert got == made
    assert (got.value, got.instance, got.purpose, got.parent) == (value, "lamps", "keep", None)
    assert got.created == got.active == clock.now()
    assert store.read().get(NOTE, made.id) is None


def test_put_replaces_and_keeps_what_it_is_not_told(store, clock):
    store.write(lambda w: w.put(REPORT, Report(status="new"), instance="r", id="a", purpose="keep"))
    start = clock.now()
    clock.advance(timedelta(hours=1))
    store.write(lambda w: w.put(REPORT, Report(status="open"), instance="r", id="a"))
    reader = store.read()
    got = reader.get(REPORT, "a")
    assert (got.value.status, got.purpose, got.created, got.active) == ("open", "keep", start, clock.now())
    assert (
        reader.count(REPORT, where={"status": "new"}),
        reader.count(REPORT, where={"status": "open"}),
    ) == (0, 1)


def test_putting_the_same_again_writes_nothing(store, clock):
    made = store.write(lambda w: w.put(REPORT, Report(), instance="r", id="a"))
    clock.advance(timedelta(hours=1))
    before = store.path.with_name(store.path.name + "-wal").stat().st_size
    assert store.write(lambda w: w.put(REPORT, Report(), instance="r", id="a")) == made
    assert store.path.with_name(store.path.name + "-wal").stat().st_size == before


def test_adding_twice_is_adding_once(store):
    first, created = store.write(lambda w: w.add(REPORT, Report(text="one"), instance="r", id="a"))
    again, recreated = store.write(lambda w: w.add(REPORT, Report(text="two"), instance="r", id="a"))
    assert (created, recreated, again) == (True, False, first)
    assert store.read().count(REPORT) == 1


def test_a_thread_is_active_as_long_as_anything_in_it(store, clock):
    store.write(lambda w: w.put(REPORT, Report(), instance="r", id="root"))
    clock.advance(timedelta(days=1))
    store.write(lambda w: w.put(NOTE, Report(), instance="r", id="child", parent="root"))
    clock.advance(timedelta(days=1))
    store.write(lambda w: w.put(NOTE, Report(), instance="r", id="grandchild", parent="child"))
    assert store.read().get(REPORT, "root").active == clock.now()
    clock.advance(timedelta(days=1))
    store.write(lambda w: w.attach("grandchild", "image/webp", b"...", "photo"))
    assert store.read().get(REPORT, "root").active == clock.now()
    assert [n.id for n in store.read().find(NOTE, parent="root")] == ["child"]


def test_find_pages_in_the_order_of_writing(store):
    for number in range(7):
        store.write(lambda w, n=number: w.put(REPORT, Report(number=n), instance="r", id=str(n)))
    reader = store.read()
    assert [r.id for r in reader.find(REPORT, limit=3)] == ["6", "5", "4"]
    assert [r.id for r in reader.find(REPORT, limit=3, offset=3)] == ["3", "2", "1"]
    assert [r.id for r in reader.find(REPORT, limit=2, newest_first=False)] == ["0", "1"]


def test_looking_up_by_what_is_not_indexed_is_a_mistake(store):
    with pytest.raises(ValueError, match="not indexed by text"):
        store.read().find(REPORT, where={"text": "x"})


def test_only_plain_values_are_indexed(store):
    class Tagged(BaseModel):
        tags: list[str]

    tagged = RecordType("tagged", Tagged, index=("tags",))
    with pytest.raises(TypeError, match="not by list"):
        store.write(lambda w: w.put(tagged, Tagged(tags=["a"]), instance="r"))
    assert store.read().count(tagged) == 0


def test_attachments_lie_with_their_record(store, clock):
    def act(w):
        w.put(REPORT, Report(), instance="r", id="a")
        return w.attach("a", "image/webp", b"bytes", "lamp.webp")

    attachment = store.write(act)
    got = store.read().attachment(attachment)
    assert (got.body, got.size, got.media_type, got.name, got.parent) == (
        b"bytes",
        5,
        "image/webp",
        "lamp.webp",
        "a",
    )
    assert [a.id for a in store.read().attachments("a")] == [attachment]
    store.write(lambda w: w.delete(REPORT, "a"))
    assert store.read().attachment(attachment) is None


def test_deleting_takes_all_that_belongs_to_it_and_nothing_else(store):
    def fill(w):
        w.put(REPORT, Report(), instance="r", id="a")
        w.put(NOTE, Report(), instance="r", id="a1", parent="a")
        w.put(NOTE, Report(), instance="r", id="a2", parent="a1")
        w.put(REPORT, Report(), instance="r", id="b")
        w.put(NOTE, Report(), instance="r", id="b1", parent="b")
        return w.attach("a2", "t", b"x", "n"), w.attach("b1", "t", b"x", "n")

    gone, kept = store.write(fill)
    store.write(lambda w: w.delete(REPORT, "a"))
    store.write(lambda w: w.delete(REPORT, "never was"))
    reader = store.read()
    assert ([r.id for r in reader.find(REPORT)], [n.id for n in reader.find(NOTE)]) == (["b"], ["b1"])
    assert (reader.attachment(gone), reader.attachment(kept).body) == (None, b"x")
    assert reader.count(REPORT, where={"status": "new"}) == 1


def test_retention_erases_old_threads_and_leaves_only_numbers(store, clock):
    def fill(w):
        for name, purpose in (("old", "short"), ("kept", "long"), ("alive", "short")):
            w.put(REPORT, Report(text="secret words"), instance="r", id=name, purpose=purpose)
            w.put(NOTE, Report(), instance="r", id=f"{name}-note", parent=name, purpose=purpose)

    store.write(fill)
    clock.advance(timedelta(days=10))
    store.write(lambda w: w.put(NOTE, Report(), instance="r", id="late", parent="alive"))
    before = clock.now() - timedelta(days=5)
    assert store.write(lambda w: w.expire("short", before)) == 1
    assert store.write(lambda w: w.expire("short", before)) == 0
    assert sorted(r.id for r in store.read().find(REPORT)) == ["alive", "kept"]
    assert sorted(n.id for n in store.read().find(NOTE)) == ["alive-note", "kept-note", "late"]
    assert store.read().tombstones() == [("report", "short", "2026-03-11", 1)]


def test_retention_goes_in_steps_oldest_first(store, clock):
    for name in "abc":
        store.write(lambda w, n=name: w.put(REPORT, Report(), instance="r", id=n, purpose="p"))
        clock.advance(timedelta(days=1))
    assert store.write(lambda w: w.expire("p", clock.now(), limit=2)) == 2
    assert [r.id for r in store.read().find(REPORT)] == ["c"]
    assert store.write(lambda w: w.expire("p", clock.now(), limit=2)) == 1
    assert store.read().tombstones() == [("report", "p", "2026-03-04", 3)]


def test_the_audit_log_shows_tampering(store):
    for number in range(5):
        store.write(lambda w, n=number: w.audit("jo", "opened", f"case {n}"))
    assert [a.subject for a in store.read().audit_log(2)] == ["case 4", "case 3"]
    assert store.read().verify_audit() is None
    for sql, broken in (
        ("UPDATE audit SET detail = 'x' WHERE seq = 4", 4),
        ("DELETE FROM audit WHERE seq = 2", 2),
        ("UPDATE audit SET at = at + 1 WHERE seq = 1", 1),
    ):
        with store._database.writing() as connection:
            connection.exec_driver_sql(sql)
        assert store.read().verify_audit() == broken


class Old(BaseModel):
    model_config = ConfigDict(extra="forbid")
    colour: str


class New(BaseModel):
    model_config = ConfigDict(extra="forbid")
    color: str
    size: int


def upgraded(version, body):
    assert version == 1
    return {"color": body["colour"].upper(), "size": len(body["colour"])}


OLD = RecordType("thing", Old)
NEW = RecordType("thing", New, version=2, upgrade=upgraded, index=("color", "size"))
NEWER = RecordType("thing", New, version=3, index=("color", "size"))


def test_older_records_are_upgraded_when_read_and_found_by_new_indexes(store):
    for colour in ("red", "blue"):
        store.write(lambda w, c=colour: w.put(OLD, Old(colour=c), instance="r", id=c))
    reader = store.read()
    assert reader.get(NEW, "red").value == New(color="RED", size=3)
    assert [r.id for r in reader.find(NEW, where={"size": 4})] == ["blue"], "before anything indexed them"
    assert reader.count(NEW, where={"size": 4}) == 1
    store.write(lambda w: w.put(NEW, New(color="GREEN", size=4), instance="r", id="green"))
    assert [r.id for r in reader.find(NEW, where={"size": 4})] == ["green", "blue"]
    assert [r.id for r in reader.find(NEW, where={"color": ("RED", "GREEN")})] == ["green", "red"]


def test_newer_records_are_read_only(store):
    store.write(lambda w: w.put(NEWER, New(color="RED", size=3), instance="r", id="a"))
    small = RecordType("thing", type("Small", (BaseModel,), {"__annotations__": {"color": str}}), version=2)
    assert store.read().get(small, "a").value.color == "RED"
    with pytest.raises(RecordTooNewError, match="version 3"):
        store.write(lambda w: w.put(small, small.model(color="x"), instance="r", id="a"))
    assert store.read().get(NEWER, "a").value == New(color="RED", size=3)


instants = st.sampled_from([datetime(2026, 1, 1, hour, tzinfo=UTC) for hour in (0, 6)])
reports = st.builds(
    Report,
    status=st.sampled_from(Status),
    number=st.none() | st.integers(0, 2) | st.sampled_from([0.0, 1.0, 0.5]),
    day=st.none() | st.sampled_from([date(2026, 1, 1), date(2026, 1, 2)]),
    at=st.none() | instants,
    isUrgent=st.booleans(),
)
records = st.lists(st.tuples(reports, st.sampled_from("xy"), st.sampled_from(["p", "q", None])), max_size=12)
one_or_more = {
    "status": st.sampled_from(Status),
    "number": st.sampled_from([None, 0, 1, 0.5, 2.0, True]),
    "day": st.sampled_from([None, date(2026, 1, 1), date(2026, 1, 2)]),
    "urgent": st.sampled_from([True, False, 1]),
}
wheres = st.fixed_dictionaries(
    {},
    optional={name: values | st.lists(values, max_size=3).map(tuple) for name, values in one_or_more.items()},
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    written=records,
    where=wheres,
    instance=st.sampled_from(["x", "y", None]),
    parent=st.sampled_from(["p", "q", None]),
    newest_first=st.booleans(),
    limit=st.integers(0, 5),
    offset=st.integers(0, 3),
    changed=reports,
)
def test_finding_is_filtering(store, written, where, instance, parent, newest_first, limit, offset, changed):
    kept = []

    def fill(w):
        for old in w.find(REPORT, limit=1000):
            w.delete(REPORT, old.id)
        for value, into, under in written:
            made = w.put(REPORT, value, instance=into, parent=under)
            kept.append((made.id, value, into, under))
        if kept:
            first = kept[0]
            w.put(REPORT, changed, instance="y", id=first[0])
            kept[0] = (first[0], changed, "y", first[3])

    def fits(item):
        _, value, into, under = item
        wanted = {name: given if isinstance(given, tuple) else (given,) for name, given in where.items()}
        return (
            instance in (None, into)
            and parent in (None, under)
            and all(getattr(value, name) in values for name, values in wanted.items())
        )

    store.write(fill)
    expected = [(id_, value) for id_, value, *_ in filter(fits, kept)]
    reader = store.read()
    assert reader.count(REPORT, instance=instance, parent=parent, where=where) == len(expected)
    ordered = expected[::-1] if newest_first else expected
    found = reader.find(
        REPORT,
        instance=instance,
        parent=parent,
        where=where,
        newest_first=newest_first,
        limit=limit,
        offset=offset,
    )
    assert [(r.id, r.value) for r in found] == ordered[offset : offset + limit]


def test_equal_moments_are_equal_in_every_time_zone(store):
    from zoneinfo import ZoneInfo

    moment = datetime(2026, 7, 1, 12, tzinfo=UTC)
    store.write(lambda w: w.put(REPORT, Report(at=moment), instance="r", id="a"))
    there = moment.astimezone(ZoneInfo("Asia/Tokyo"))
    assert [r.id for r in store.read().find(REPORT, where={"at": there})] == ["a"]

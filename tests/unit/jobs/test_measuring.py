"""Measuring: once a day and soon after the start, and one feature's mistake stops no other."""

from datetime import timedelta

import pytest

from koban.api import Config, Connector, Feature, Indicator, RecordType
from koban.api.jobs import Batch, Observation

DAY = timedelta(days=1)


class Note(Config):
    text: str


NOTE = RecordType("note", Note)


class Notes(Feature):
    name = "notes"
    title = {"en": "Notes"}
    records = [NOTE]
    indicators = [Indicator("long", {"en": "Long notes"}, "%", "share")]
    observe = f"{__name__}:observe"


class Broken(Notes):
    name = "broken"
    observe = f"{__name__}:fail"


class Stops(Connector):
    name = "stops"
    title = {"en": "Stops"}
    pull = f"{__name__}:pull"
    records = [NOTE]


def observe(observing):
    for stored in observing.records(NOTE):
        yield Observation("long", stored.created, float(len(stored.value.text) > 3), bound=80.0)


def fail(observing):
    yield Observation("long", observing.now)
    raise RuntimeError("secret words of somebody")


def pull(context, cursor):
    yield Batch([(str(number), Note(text="stop")) for number in range(3)], complete=True)


@pytest.fixture(autouse=True)
def plugins(fleet):
    fleet.features = {"notes": Notes(), "broken": Broken()}
    fleet.connectors = {"stops": Stops()}
    fleet.start()


def write(store, *texts, start=0):
    for number, text in enumerate(texts, start):
        store.write(lambda w, n=number, t=text: w.put(NOTE, Note(text=t), instance="notes", id=f"n-{n}"))


def points(fleet):
    row = fleet.control.community("quay")
    return {one.indicator: one for one in fleet.control.series.latest(row.uid)}


def test_it_is_measured_soon_after_the_start_and_then_once_a_day(fleet):
    store = fleet.serve("quay", features={"notes": {}})
    write(store, *["long one"] * 6, *["no"] * 6)
    fleet.tick()
    assert points(fleet) == {}
    fleet.tick(timedelta(seconds=61))
    first = points(fleet)["long"]
    assert (first.value, first.n, first.bound) == (50, 12, 80)
    assert first.low < 50 < first.high
    fleet.tick(timedelta(hours=1))
    write(store, *["long one"] * 10, start=20)
    fleet.tick(timedelta(hours=11))
    assert points(fleet)["long"] == first
    fleet.start()
    fleet.tick(timedelta(hours=12))
    second = points(fleet)["long"]
    assert (second.value, second.n, second.since) == (100, 10, first.until), "no note counts twice"


def test_a_mistake_in_one_feature_stops_no_other_and_quotes_nobody(fleet, capsys):
    store = fleet.serve("quay", features={"broken": {}, "notes": {}})
    write(store, *["long one"] * 12)
    fleet.tick()
    fleet.tick(timedelta(seconds=61))
    assert points(fleet)["long"].instance == "notes"
    said = capsys.readouterr().out
    assert "observing-crashed" in said
    assert "secret words" not in said


def test_connectors_tell_how_much_they_hold(fleet):
    fleet.serve("quay", connectors={"bus": {"uses": "stops", "config": {}}})
    fleet.tick()
    fleet.tick(DAY)
    held = points(fleet)["records-held"]
    assert (held.instance, held.value, held.low, held.high) == ("bus", 3, None, None)


def test_where_nothing_was_written_nothing_is_measured(fleet):
    store = fleet.serve("quay", features={"notes": {}})
    fleet.tick()
    fleet.tick(2 * DAY)
    assert points(fleet) == {}
    assert not store.path.exists()

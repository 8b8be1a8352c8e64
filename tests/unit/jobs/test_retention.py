"""Retention."""

from datetime import timedelta

from koban.api import Config, RecordType
from koban.jobs.retention import would_expire

DAY = timedelta(days=1)


class Note(Config):
    text: str


NOTE = RecordType("note", Note)


def put(store, name, purpose, parent=None):
    store.write(
        lambda w: w.put(NOTE, Note(text=name), instance="notes", id=name, purpose=purpose, parent=parent)
    )


def ids(store):
    return sorted(row.id for row in store.read().find(NOTE))


def test_what_was_kept_long_enough_goes_with_all_that_belongs_to_it(fleet):
    store = fleet.serve("quay")
    for n in range(45):
        put(store, f"old-{n}", "response")
    put(store, "answer", None, parent="old-1")
    put(store, "kept-longer", "long")
    put(store, "no-purpose", None)
    fleet.tick(29 * DAY)
    assert len(ids(store)) == 48
    fleet.tick(DAY + timedelta(seconds=1))
    assert ids(store) == ["kept-longer", "no-purpose"]


def test_activity_counts(fleet):
    store = fleet.serve("quay")
    put(store, "old", "response")
    fleet.tick(20 * DAY)
    put(store, "answer", None, parent="old")
    fleet.tick(20 * DAY)
    assert ids(store) == ["answer", "old"]


def test_a_dry_run_counts_and_changes_nothing(fleet):
    store = fleet.serve("quay")
    put(store, "old", "response")
    fleet.clock.advance(31 * DAY)
    purposes = {"response": 30 * DAY, "long": 365 * DAY}
    assert would_expire(store, purposes, fleet.clock.now()) == {"response": 1, "long": 0}
    assert ids(store) == ["old"]


def test_it_runs_once_a_day_across_restarts(fleet):
    store = fleet.serve("quay")
    put(store, "first", "response")
    fleet.tick()
    fleet.start()
    fleet.clock.advance(30 * DAY + timedelta(seconds=1))
    fleet.tick()
    assert ids(store) == []
    put(store, "second", "response")
    fleet.tick(timedelta(hours=23))
    assert store.read().get(NOTE, "second") is not None


def test_a_community_without_data_gets_no_file(fleet):
    store = fleet.serve("quay")
    fleet.tick()
    fleet.tick(2 * DAY)
    assert not store.path.exists()

"""Made-up records."""

import pytest

from koban.api import Config, Feature, RecordType
from koban.jobs.demo import is_filled


class Note(Config):
    text: str


class NotesConfig(Config):
    greeting: str = "hello"


NOTE = RecordType("note", Note)


def fill(demo):
    """The demo function of the test's feature."""
    text = f"{demo.config.greeting} {demo.language} {demo.random.randrange(10**6)}"
    id_ = demo.keyed_hash("receipt")
    demo.write(lambda writer: writer.put(NOTE, Note(text=text), instance=demo.instance, id=id_))


class Notes(Feature):
    name = "notes"
    title = {"en": "Notes"}
    Config = NotesConfig
    demo = f"{__name__}:fill"


class Silent(Feature):
    name = "silent"
    title = {"en": "Silent"}


@pytest.fixture
def fleet(fleet, monkeypatch):
    monkeypatch.setattr("koban.jobs.demo.resolve_name", lambda _: fill)
    fleet.features.update(notes=Notes(), silent=Silent())
    fleet.start()
    return fleet


def texts(store):
    return [row.value.text for row in store.read().find(NOTE)]


def test_nothing_is_made_up_unasked(fleet):
    store = fleet.serve("quay", features={"notes": {}})
    fleet.tick()
    assert texts(store) == []


def test_each_instance_is_filled_once(fleet):
    fleet.control.set_note("demo", True)
    store = fleet.serve("quay", features={"notes": {"greeting": "hi"}, "silent": {}})
    fleet.tick()
    first = texts(store)
    assert len(first) == 1
    assert first[0].startswith("hi en ")
    store.write(lambda writer: [writer.delete(NOTE, row.id) for row in writer.find(NOTE)])
    fleet.start()
    fleet.tick()
    assert texts(store) == []


def test_the_same_community_gets_the_same_records_everywhere(fleet):
    fleet.control.set_note("demo", True)
    stores = [fleet.serve(name, features={"notes": {}}) for name in ("quay", "hill")]
    fleet.tick()
    quay, hill = (texts(store)[0] for store in stores)
    assert quay != hill
    assert quay == "hello en 431579"


def test_it_can_be_told_whether_all_is_filled(fleet):
    fleet.control.set_note("demo", True)
    fleet.serve("quay", features={"notes": {}, "silent": {}})
    (row,) = fleet.control.communities()
    assert not is_filled(fleet.means, row.uid, row.served)
    fleet.tick()
    assert is_filled(fleet.means, row.uid, row.served)
    assert not is_filled(fleet.means, row.uid, "0" * 64)


def test_a_renamed_instance_is_not_filled_again_and_a_new_one_under_its_old_name_is(fleet):
    fleet.control.set_note("demo", True)
    store = fleet.serve("quay", features={"notes": {}})
    fleet.tick()
    store.write(lambda writer: [writer.delete(NOTE, row.id) for row in writer.find(NOTE)])
    fleet.serve("quay", features={"jottings": {}}, moved={"jottings": "notes"})
    fleet.tick()
    assert texts(store) == []
    fleet.serve("quay", features={"jottings": {}, "notes": {}}, moved={"jottings": "notes"})
    fleet.tick()
    assert [row.instance for row in store.read().find(NOTE)] == ["notes~2"]

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from pydantic import BaseModel

from koban.plugin.declare import RecordType
from koban.store import data
from koban.store.data import DataStores
from koban.store.errors import ArchivedError, StoreBusyError, StoreError

UID = "0123456789abcdef0123456789abcdef"


class Thing(BaseModel):
    n: int = 0


THING = RecordType("thing", Thing)


def uid(number):
    return f"{number:032x}"


def add(store, name="a"):
    store.write(lambda w: w.put(THING, Thing(), instance="i", id=name))


def names(store):
    return sorted(t.id for t in store.read().find(THING))


def open_files(folder: Path) -> set[str]:
    targets = [link.readlink() for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return {target.name.partition(".")[0] for target in targets if target.is_relative_to(folder)}


def test_the_first_write_makes_the_file(stores, state):
    store = stores.of(UID)
    assert stores.of(UID) is store
    store.read().find(THING)
    assert not (state / "data").exists()
    add(store)
    assert stat.S_IMODE((state / "data").stat().st_mode) == 0o700
    assert {p.name for p in (state / "data").glob("*.db*")} == {
        UID + s for s in (".db", ".db-wal", ".db-shm")
    }
    assert {stat.S_IMODE(p.stat().st_mode) for p in (state / "data").iterdir()} == {0o600}


@pytest.mark.parametrize("bad", ["", "../x", "A" * 32, "0" * 31])
def test_only_uids_name_files(stores, bad):
    with pytest.raises(ValueError, match="no uid"):
        stores.of(bad)


def test_only_so_many_files_are_open(state, clock):
    stores = DataStores(state, clock, max_open=3)
    for number in range(10):
        add(stores.of(uid(number)))
        assert len(open_files(state)) <= 3
    assert open_files(state) == {uid(7), uid(8), uid(9)}
    assert all(names(stores.of(uid(number))) == ["a"] for number in range(10)), "a closed one opens again"
    stores.close()
    assert open_files(state) == set()


def test_one_in_use_is_never_closed(state, clock):
    stores = DataStores(state, clock, max_open=2)
    add(stores.of(uid(0)))
    with stores.of(uid(0)).read() as reader:
        assert reader.count(THING) == 1
        for number in range(1, 6):
            add(stores.of(uid(number)))
        assert uid(0) in open_files(state)
        assert not stores.release(uid(0))
        assert reader.count(THING) == 1
    add(stores.of(uid(6)))
    assert len(open_files(state)) <= 2
    stores.close()


def test_archive_and_back(stores, state, clock):
    add(stores.of(UID))
    there = stores.archive(UID, "east")
    assert there == state / "archive" / f"east-{UID}-20260301T120000Z.db"
    assert [p.name for p in (state / "data").glob("*.db*")] == []
    assert [p.name for p in (state / "archive").iterdir()] == [there.name]
    assert names(stores.of(UID)) == []
    with pytest.raises(ArchivedError, match="east"):
        add(stores.of(UID))
    stores.restore(UID, there)
    assert names(stores.of(UID)) == ["a"]
    add(stores.of(UID), "b")
    assert names(stores.of(UID)) == ["a", "b"]
    assert not there.exists()


def test_both_ways_can_be_repeated(stores, state, clock):
    add(stores.of(UID))
    there = stores.archive(UID, "east")
    assert stores.archive(UID, "east") == there
    stores.restore(UID, there)
    stores.restore(UID, there)
    stores.restore(UID)
    assert names(stores.of(UID)) == ["a"]


def test_restore_finds_data_whose_place_was_never_noted(stores):
    add(stores.of(UID))
    stores.archive(UID, "east")
    stores.restore(UID)
    assert names(stores.of(UID)) == ["a"]


def test_a_community_that_never_wrote_has_an_empty_archive(stores):
    there = stores.archive(UID, "east")
    assert there.exists()
    stores.restore(UID, there)
    assert names(stores.of(UID)) == []


def test_data_in_both_places_is_never_overwritten(stores, state):
    add(stores.of(UID))
    there = stores.archive(UID, "east")
    (state / "data" / f"{UID}.db").write_bytes(b"")
    for act in (lambda: stores.restore(UID, there), lambda: stores.archive(UID, "east")):
        with pytest.raises(StoreError, match="move one of them away"):
            act()
    assert there.stat().st_size > 0


def test_nothing_is_archived_under_someone_who_uses_it(stores, state, clock):
    add(stores.of(UID))
    other = DataStores(state, clock)
    assert names(other.of(UID)) == ["a"]
    with pytest.raises(StoreBusyError, match="another process"):
        stores.archive(UID, "east")
    add(other.of(UID), "b")
    assert other.release(UID)
    stores.archive(UID, "east")
    assert names(other.of(UID)) == []
    stores.restore(UID)
    assert names(other.of(UID)) == ["a", "b"]
    other.close()


@pytest.mark.parametrize("step", ["_make_whole", "sync_folder", "rename"])
def test_archiving_killed_half_way_is_finished_by_the_next(stores, monkeypatch, step):
    add(stores.of(UID))

    class KilledError(Exception):
        pass

    def killed(*_args):
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(Path if step == "rename" else data, step, killed)
        with pytest.raises(KilledError):
            stores.archive(UID, "east")
    there = stores.archive(UID, "east")
    with monkeypatch.context() as patch:
        patch.setattr(
            Path if step == "rename" else data, "rename" if step == "rename" else "sync_folder", killed
        )
        with pytest.raises(KilledError):
            stores.restore(UID, there)
    stores.restore(UID, there)
    assert names(stores.of(UID)) == ["a"]


def test_close_finishes_what_waits(state, clock):
    stores = DataStores(state, clock)
    futures = [
        stores.of(UID).submit(lambda w, n=n: w.put(THING, Thing(), instance="i", id=str(n)))
        for n in range(500)
    ]
    stores.close()
    assert all(future.done() for future in futures)
    again = DataStores(state, clock)
    assert again.of(UID).read().count(THING) == 500
    again.close()


def test_a_file_that_was_replaced_by_hand_is_noticed(stores, state, clock):
    add(stores.of(UID))
    assert stores.of(UID).is_open
    for path in (state / "data").glob("*.db*"):
        path.unlink()
    assert names(stores.of(UID)) == []
    other = DataStores(state, clock)
    add(other.of(UID), "b")
    assert names(stores.of(UID)) == ["b"]
    other.close()

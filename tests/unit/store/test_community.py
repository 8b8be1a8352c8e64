from __future__ import annotations

import time
from concurrent.futures import Future
from threading import Barrier, Event, Thread
from threading import enumerate as threads

import pytest
from pydantic import BaseModel

from koban.plugin.declare import RecordType
from koban.store import engine
from koban.store import queue as queue_module
from koban.store.driver import driver
from koban.store.errors import StoreBusyError, StoreError

UID = "0123456789abcdef0123456789abcdef"


class Thing(BaseModel):
    n: int = 0


THING = RecordType("thing", Thing, index=("n",))


def add(name):
    return lambda w: w.put(THING, Thing(), instance="i", id=name)


@pytest.fixture
def store(stores):
    return stores.of(UID)


@pytest.fixture
def gate(store):
    """Holds the writer thread inside an act until opened, so that acts pile up behind it."""
    entered, opened = Event(), Event()

    def hold(_writer):
        entered.set()
        assert opened.wait(20)

    store.submit(hold)
    assert entered.wait(20)
    yield opened
    opened.set()


def test_waiting_acts_share_one_commit(store, gate, monkeypatch):
    batches = []
    carry_out = queue_module.WriteQueue._carry_out

    def counting(self, batch):
        batches.append(len(batch))
        carry_out(self, batch)

    monkeypatch.setattr(queue_module.WriteQueue, "_carry_out", counting)
    futures = [store.submit(add(str(n))) for n in range(300)]
    gate.set()
    assert [f.result(20).id for f in futures] == [str(n) for n in range(300)]
    assert batches == [256, 44]
    assert store.read().count(THING) == 300


def test_an_act_that_raises_rolls_back_alone(store, gate):
    def failing(w):
        w.put(THING, Thing(), instance="i", id="bad")
        w.audit("jo", "did", "bad")
        raise LookupError("no such thing")

    def audited(w):
        w.audit("jo", "did", "good")

    futures: list[Future] = [store.submit(act) for act in (audited, add("a"), failing, audited, add("b"))]
    gate.set()
    with pytest.raises(LookupError, match="no such thing"):
        futures[2].result(20)
    futures[-1].result(20)
    reader = store.read()
    assert [t.id for t in reader.find(THING, newest_first=False)] == ["a", "b"]
    assert [a.subject for a in reader.audit_log()] == ["good", "good"]
    assert reader.verify_audit() is None


def test_if_the_commit_fails_everyone_is_told(store, gate):
    def poison(w):
        w._writes.exec_driver_sql("ROLLBACK")  # as SQLite itself does when the disk is full

    futures = [store.submit(act) for act in (add("a"), poison, add("b"))]
    gate.set()
    for future in futures:
        assert isinstance(future.exception(20), StoreError)
    assert store.read().count(THING) == 0
    store.write(add("c"))
    assert [t.id for t in store.read().find(THING)] == ["c"]


def test_an_act_reads_what_it_wrote(store):
    def act(w):
        w.put(THING, Thing(n=4), instance="i", id="a")
        with w as same:
            return [t.id for t in same.find(THING, where={"n": 4})]

    assert store.write(act) == ["a"]


def test_a_cancelled_act_is_left_out(store, stores, gate):
    future = store.submit(add("a"))
    assert future.cancel()
    gate.set()
    store.write(add("b"))
    assert [t.id for t in store.read().find(THING)] == ["b"]
    assert stores.release(UID), "a cancelled act does not count as a user for ever"


def test_an_act_may_not_wait_for_its_own_thread(store):
    with pytest.raises(RuntimeError, match="through its own writer"):
        store.write(lambda _w: store.write(add("a")))


def test_too_many_waiting_acts_are_turned_away(store, gate, monkeypatch):
    monkeypatch.setattr(queue_module, "MOST_WAITING", 2)
    store.submit(add("a"))
    last = store.submit(add("b"))
    with pytest.raises(StoreBusyError, match="too many"):
        store.submit(add("c"))
    gate.set()
    last.result(20)
    assert store.read().count(THING) == 2


def test_the_thread_stops_when_idle_and_comes_back(stores, monkeypatch):
    monkeypatch.setattr(queue_module, "IDLE_SECONDS", 0.01)
    store = stores.of(UID)
    for name in "ab":
        store.write(add(name))
        for thread in [t for t in threads() if t.name == f"writer-{UID}"]:
            thread.join(20)
            assert not thread.is_alive()
    assert store.read().count(THING) == 2


def test_sixteen_writers_lose_and_double_nothing(store):
    start = Barrier(16)

    def write(worker):
        start.wait()
        for n in range(25):
            store.write(add(f"{worker}-{n}"))

    workers = [Thread(target=write, args=(w,)) for w in range(16)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert store.read().count(THING) == 400
    assert len({t.id for t in store.read().find(THING, limit=1000)}) == 400


def test_a_reader_holds_its_snapshot_while_others_write(store):
    store.write(add("a"))
    with store.read() as reader:
        assert reader.count(THING) == 1
        store.write(add("b"))
        assert reader.count(THING) == 1
    assert store.read().count(THING) == 2


def test_a_writer_waits_for_another_process_and_then_says_so(store, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 30)
    store.write(add("a"))
    other = driver.connect(str(store.path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusyError):
        store.write(add("b"))
    other.execute("COMMIT")
    other.close()
    store.write(add("c"))
    assert [t.id for t in store.read().find(THING)] == ["c", "a"]


def test_looking_up_stays_quick_with_100_000_records(store):
    def fill(w):
        row = {"kind": "thing", "instance": "i", "version": 1, "created": 0, "active": 0}
        run = w._writes.connection.executemany
        run(
            "INSERT INTO record (seq, id, body, kind, instance, version, created, active)"
            " VALUES (:seq, :seq, :body, :kind, :instance, :version, :created, :active)",
            ({**row, "seq": n, "body": f'{{"n":{n // 10}}}'} for n in range(1, 100_001)),
        )
        run(
            "INSERT INTO record_index (kind, field, value, record, instance) VALUES ('thing', 'n', ?, ?, 'i')",
            ((str(n // 10), n) for n in range(1, 100_001)),
        )
        run("INSERT INTO indexed (kind, field, version) VALUES ('thing', 'n', 1)", [()])

    store.write(fill)
    reader = store.read()
    began = time.process_time()
    for n in range(0, 10_000, 500):
        assert len(reader.find(THING, instance="i", where={"n": n}, limit=20)) == (10 if n else 9)
    assert reader.count(THING, where={"n": (7, 8)}) == 20
    assert time.process_time() - began < 0.5, "21 look-ups through an index; scans would take seconds"

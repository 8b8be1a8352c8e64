"""Real processes on one file: killed in the middle, or writing at the same time."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pydantic import BaseModel

from koban.plugin.declare import RecordType

UID = "0123456789abcdef0123456789abcdef"

BURST = """
import sys, threading
from pathlib import Path
from pydantic import BaseModel
from koban.model.clock import SystemClock
from koban.plugin.declare import RecordType
from koban.store.data import DataStores

class Thing(BaseModel):
    n: int

THING = RecordType("thing", Thing, index=("n",))
folder, uid, name, threads, count = sys.argv[1:]
store = DataStores(Path(folder), SystemClock()).of(uid)
said = threading.Lock()

def run(worker):
    for n in range(int(count)):
        id = f"{name}-{worker}-{n}"
        def act(w):
            w.add(THING, Thing(n=n), instance="i", id=id)
            w.attach(id, "text/plain", b"photo", "p")
            w.audit("citizen", "sent", id)
        store.write(act)
        with said:
            sys.stdout.write(id + "\\n")
            sys.stdout.flush()

workers = [threading.Thread(target=run, args=(w,)) for w in range(int(threads))]
for w in workers: w.start()
for w in workers: w.join()
"""


class Thing(BaseModel):
    n: int


THING = RecordType("thing", Thing, index=("n",))


def burst(state, name, threads, count):
    command = [sys.executable, "-c", BURST, str(state), UID, name, str(threads), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def check_whole(store, answered):
    reader = store.read()
    there = [t.id for t in reader.find(THING, limit=100_000)]
    assert len(there) == len(set(there))
    assert answered <= set(there), "everything that was answered is there"
    assert all(len(reader.attachments(name)) == 1 for name in there), "an act is there whole or not at all"
    assert sorted(a.subject for a in reader.audit_log(100_000)) == sorted(there)
    assert reader.verify_audit() is None
    assert sum(
        reader.count(THING, where={"n": n}) for n in {t.value.n for t in reader.find(THING, limit=100_000)}
    ) == len(there)
    with store._database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


@pytest.mark.parametrize("after", [1, 40, 250])
def test_kill_nine_in_the_middle_of_a_burst(state, stores, after):
    process = burst(state, "x", threads=8, count=100_000)
    answered = {process.stdout.readline().strip() for _ in range(after)}
    process.kill()
    answered |= {line.strip() for line in process.stdout if line.endswith("\n")}
    process.stdout.close()
    assert process.wait(20) == -9
    store = stores.of(UID)
    check_whole(store, answered)
    store.write(lambda w: w.add(THING, Thing(n=0), instance="i", id="after"))
    assert store.read().get(THING, "after") is not None


def test_two_processes_write_at_once(state, stores):
    processes = [burst(state, name, threads=4, count=60) for name in ("host", "jobs")]
    said = [set(process.stdout.read().split()) for process in processes]
    for process in processes:
        process.stdout.close()
        assert process.wait(60) == 0
    assert [len(ids) for ids in said] == [240, 240]
    check_whole(stores.of(UID), said[0] | said[1])
    assert stores.of(UID).read().count(THING) == 480

"""A store with three communities: one ready, one with a mistake, one archived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from koban.model.clock import FakeClock
from koban.model.condition import ConditionType, Reason, Status
from koban.reconcile.head import Head, note_head
from koban.store.control import ControlStore

MISTAKE = 'deployments/haven/kade/community.yaml:9:5: error: there is no feature called "<reprot>" [KB301]'


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime(2030, 1, 1, 12, tzinfo=UTC))


@pytest.fixture
def store(tmp_path: Path, clock: FakeClock) -> Iterator[ControlStore]:
    store = ControlStore.open(tmp_path, clock)
    fence = store.acquire_lease("test", "test", (clock.now() - datetime(2029, 1, 1, tzinfo=UTC)))
    assert fence is not None
    good, bad, gone = (store.adopt(name, "haven") for name in ("zoutkade", "kade", "oud"))
    store.set_conditions(good.uid, [(ConditionType.READY, Status.TRUE, Reason.SUCCEEDED, "")])
    store.set_conditions(bad.uid, [(ConditionType.READY, Status.FALSE, Reason.INVALID, MISTAKE)])
    store.retire(gone.uid, fence)
    store.retired(gone.uid, "archive/oud-1.db", fence)
    note_head(store, Head(revision="a" * 40))
    yield store
    store.close()

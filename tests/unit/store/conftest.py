"""A state folder, its stores and a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from koban.model.bundle import Bundle, Compiled, canonical, sha256
from koban.model.clock import FakeClock
from koban.store.control import ControlStore
from koban.store.data import DataStores

UID = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime(2026, 3, 1, 12, 0, tzinfo=UTC))


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def control(state: Path, clock: FakeClock) -> Iterator[ControlStore]:
    store = ControlStore.open(state, clock)
    yield store
    store.close()


@pytest.fixture
def fence(control: ControlStore) -> int:
    token = control.acquire_lease("reconciler", "me", timedelta(days=1000))
    assert token is not None
    return token


@pytest.fixture
def stores(state: Path, clock: FakeClock) -> Iterator[DataStores]:
    data = DataStores(state, clock)
    yield data
    data.close()


@pytest.fixture
def compiled() -> Callable[..., Compiled]:
    """Makes a compiled bundle whose content is `mark`, with a form and a file. The store looks at no more than these."""

    def make(mark: str, form: str = "questions") -> Compiled:
        blobs = {sha256(body): body for body in (canonical({"form": form}), f"file {mark}".encode())}
        form_digest, file_digest = blobs
        feature = {"uses": "report", "plugin": "p", "config": {}, "forms": {"report": form_digest}}
        bundle = Bundle.model_construct(
            files={"icon.svg": file_digest},
            features={"report": type("Feature", (), {"forms": feature["forms"]})()},
        )
        body = canonical({"mark": mark, "features": {"report": feature}, "files": bundle.files})
        return Compiled(bundle, body, sha256(body), blobs)

    return make


@pytest.fixture
def written(state: Path) -> Iterator[Callable[[], int]]:
    """Tells how often anyone has committed a change to the control file."""
    from koban.store.driver import driver

    watching = driver.connect(str(state / "control.db"))
    yield lambda: watching.execute("PRAGMA data_version").fetchone()[0]
    watching.close()

"""One running fleet for the tests that leave it as good as they found it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.fleet import Fleet, copy_examples


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """The four example communities, up and announced."""
    folder = tmp_path_factory.mktemp("examples") / "workspace"
    folder.mkdir()
    copy_examples(folder)
    fleet = Fleet(folder)
    fleet.begin()
    fleet.up()
    try:
        fleet.wait_until_announced()
        yield fleet
    finally:
        fleet.close()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Fleet]:
    """An empty workspace folder; nothing runs yet."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    fleet = Fleet(folder)
    yield fleet
    fleet.close()

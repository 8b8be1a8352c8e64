"""Only a preview's state may be framed, by one page, and nothing of it reaches the network."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import pytest

from koban.model.clock import FakeClock
from koban.store.control import ControlStore
from koban.web.fetch import Fetcher, FetchRefusedError
from koban.web.preview import framing_page, mark_preview, reachable


@pytest.fixture
def control(tmp_path):
    with closing(ControlStore.open(tmp_path, FakeClock(datetime(2030, 1, 1, tzinfo=UTC)))) as store:
        yield store


def test_any_other_state_is_no_preview(control):
    assert framing_page(control) == ""
    assert reachable(control).schemes == {"https"}


def test_a_preview_names_one_page_of_this_machine(control):
    mark_preview(control, "http://localhost:8710")
    assert framing_page(control) == "http://localhost:8710"
    for page in (
        "*",
        "http://localhost:8710 https://evil.example",
        "https://evil.example",
        "http://localhost:1;x",
    ):
        with pytest.raises(ValueError, match="no page of this machine"):
            mark_preview(control, page)
    control.set_note("preview", "*")
    assert framing_page(control) == ""


def test_from_a_preview_nothing_is_fetched(control):
    mark_preview(control, "http://localhost:8710")
    fetcher = Fetcher(["open.example"], FakeClock(datetime(2030, 1, 1, tzinfo=UTC)), reachable(control))
    for url in ("https://open.example/x", "http://open.example/x"):
        with pytest.raises(FetchRefusedError):
            fetcher.get(url)
    fetcher.close()

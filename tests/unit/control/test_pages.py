"""The control page: what needs a person first, nothing that could run, and health that means progress."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import httpx
import pytest
from sample_community import bundle

from koban.control.pages import Watched, make_pages
from koban.control.server import ControlServer
from koban.model.clock import FakeClock
from koban.store.control import ControlStore
from koban.targets.sockets import close, listen, port_of


class Loop:
    """Stands for the loop that is watched."""

    def __init__(self) -> None:
        self.last: datetime | None = None
        self.complaints: list[str] = []


@pytest.fixture
def loop() -> Loop:
    return Loop()


@pytest.fixture
def client(store: ControlStore, clock: FakeClock, loop: Loop) -> Iterator[httpx.Client]:
    watched = Watched(store, clock, 8700, lambda: loop.last, lambda: loop.complaints)
    listening = listen(0)
    server = ControlServer(make_pages(watched), listening)
    server.start()
    with httpx.Client(base_url=f"http://localhost:{port_of(listening)}") as client:
        yield client
    server.stop()
    close(listening)


def test_what_needs_a_person_comes_first_and_in_plain_words(client: httpx.Client, loop: Loop) -> None:
    loop.complaints = ["the host process stopped 6 times in a row"]
    page = client.get("/").text
    assert (
        page.index("Needs a person")
        < page.index("stopped 6 times")
        < page.index("kade")
        < page.index("zoutkade")
    )
    assert "a mistake in its manifest" in page
    assert "&lt;reprot&gt;" in page
    assert "<reprot>" not in page
    assert "1 of 2 communities are ready" in page
    assert "archive/oud-1.db" in page


def test_nothing_can_run_on_the_page_and_strangers_cannot_read_it(client: httpx.Client) -> None:
    answer = client.get("/")
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    assert " style=" not in answer.text
    assert client.get("/control.css").headers["content-type"].startswith("text/css")
    assert client.get("/", headers={"host": "rebound.example"}).status_code == 421


def test_the_same_as_json(client: httpx.Client) -> None:
    said = client.get("/api/v1/communities").json()
    assert [(one["name"], one["ready"]) for one in said["communities"]] == [
        ("kade", False),
        ("zoutkade", True),
    ]
    assert said["archived"] == [{"name": "oud", "archive": "archive/oud-1.db"}]
    assert said["communities"][0]["urls"]["desk"] == "http://desk.kade.localhost:8700"


def test_health_means_progress(client: httpx.Client, clock: FakeClock, loop: Loop) -> None:
    assert client.get("/healthz").status_code == 503
    loop.last = clock.now()
    clock.advance(timedelta(seconds=3))
    assert client.get("/healthz").json() == {"alive": True, "lastPassSecondsAgo": 3.0}
    clock.advance(timedelta(minutes=1))
    assert client.get("/healthz").status_code == 503


def test_levels_across_communities_are_one_click_away(
    client: httpx.Client, store: ControlStore, clock: FakeClock
) -> None:
    assert 'href="/capabilities"' in client.get("/").text
    assert "Nothing is served yet." in client.get("/capabilities").text
    fence = store.acquire_lease("levels", "test", timedelta(days=1))
    assert fence is not None
    row, compiled = store.adopt("harbour", "force-north"), bundle("harbour")
    store.set_candidate(row.uid, compiled.digest, "r1", compiled, fence)
    store.serve(row.uid, compiled.digest, "r1", "test", fence)
    answer = client.get("/capabilities")
    assert 'class="chart chart-distribution"' in answer.text
    assert "harbour" in answer.text
    assert " style=" not in answer.text
    assert "style-src 'self'" in answer.headers["content-security-policy"]

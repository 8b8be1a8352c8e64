"""A commit changes the running app within seconds, and nobody who asks meanwhile is turned away."""

from __future__ import annotations

import threading
import time
from collections import Counter
from typing import Self

import httpx

from tests.acceptance.fleet import Fleet, wait_for

MANIFEST = "deployments/haven/zoutkade/community.yaml"
EACH = 1 / 50


class Visitor:
    """Asks fifty times a second until told to stop."""

    def __init__(self, fleet: Fleet) -> None:
        self._host = {"host": f"zoutkade.localhost:{fleet.port}"}
        self._address = f"http://127.0.0.1:{fleet.port}/"
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._ask)
        self.seen: Counter[object] = Counter()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _ask(self) -> None:
        with httpx.Client(timeout=10) as client:
            while not self._stop.wait(EACH):
                try:
                    self.seen[client.get(self._address, headers=self._host).status_code] += 1
                except httpx.HTTPError as error:
                    self.seen[repr(error)] += 1


def test_a_new_title_is_served_within_three_seconds_and_no_request_fails(examples: Fleet) -> None:
    with Visitor(examples) as visitor:
        wait_for(lambda: visitor.seen[200] > 20, "the visitor is at it", 20)
        for title in ("Zoutkade aan Zee", "Zoutkade"):
            revision = examples.retitle(MANIFEST, title)
            committed = time.monotonic()
            wait_for(
                lambda title=title: f"<h1>{title}" in page(examples) or title in heading(examples),
                "the title",
                15,
            )
            assert time.monotonic() - committed < 3
            wait_for(
                lambda r=revision: examples.seen()["zoutkade"]["appliedRevision"] == r, "it is applied", 10
            )
    assert set(visitor.seen) == {200}
    assert visitor.seen[200] > 30


def test_only_the_changed_community_is_compiled_again(examples: Fleet) -> None:
    others = {name: one for name, one in examples.status().items() if name != "zoutkade"}
    revision = examples.retitle(MANIFEST, "Zoutkade Noord")
    wait_for(lambda: "Zoutkade Noord" in page(examples), "the title", 15)
    wait_for(lambda: examples.history()["passes"][0]["revision"] == revision, "the pass is recorded", 10)
    history = examples.history()
    assert history["passes"][0]["compiled"] == ["zoutkade"]
    newest = history["history"][0]
    assert set(newest) == {"community", "generation", "revision", "digest", "reason", "at"}
    assert (newest["community"], newest["revision"]) == ("zoutkade", revision)
    assert newest["digest"] == examples.status()["zoutkade"]["digest"]
    assert newest["generation"] > 1
    assert {name: one for name, one in examples.status().items() if name != "zoutkade"} == others
    examples.retitle(MANIFEST, "Zoutkade")
    wait_for(lambda: "Zoutkade Noord" not in page(examples), "the old title is back", 15)


def page(fleet: Fleet) -> str:
    return fleet.get("zoutkade").text


def heading(fleet: Fleet) -> str:
    return page(fleet).partition("</title>")[0].partition("<title>")[2]

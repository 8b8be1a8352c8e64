"""The control address's pages pass axe at both ends of the range of widths."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from example_community import example, registry
from sample_community import World, bundle

from koban.control.pages import Watched, make_pages
from koban.control.server import ControlServer
from koban.model.clock import FakeClock
from koban.targets.sockets import close, listen, port_of


@pytest.fixture
def control(tmp_path: Path, clock: FakeClock) -> Iterator[str]:
    world = World(tmp_path / "state", clock, registry=registry())
    world.serve(example("zoutkade"))
    world.candidate(bundle("harbour"))
    watched = Watched(world.control, clock, 8700, clock.now, list)
    listening = listen(0)
    server = ControlServer(make_pages(watched), listening)
    server.start()
    yield f"http://localhost:{port_of(listening)}"
    server.stop()
    close(listening)
    world.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_control_pages(control, browse, assert_accessible, width) -> None:
    page = browse(width, bypass_csp=True).new_page()
    page.goto(control)
    assert_accessible(page)
    page.get_by_role("link", name="Capabilities across communities").click()
    page.get_by_role("img", name="Levels across communities").wait_for()
    assert_accessible(page)
    page.locator("details").first.locator("summary").click()
    page.get_by_text("zoutkade").first.wait_for()

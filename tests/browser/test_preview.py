"""The preview's page in a real browser: two apps beside each other at a desk, two links on a phone, no script of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from example_community import example, fill, registry

from koban.control.preview import Pair, View, make_preview
from koban.control.server import ControlServer
from koban.host.application import make_host
from koban.model.plan import Change
from koban.plan.grouping import Group
from koban.plan.report import PlanReport, Told
from koban.targets.sockets import close, listen, port_of
from koban.web.preview import mark_preview


@pytest.fixture
def preview(serve) -> Iterator[str]:
    """The page's address; both of its sides are filled with made-up records."""
    sockets = listen(0)
    page = f"http://localhost:{port_of(sockets)}"
    views = [View(_side(serve, page)) for _ in ("now", "proposed")]
    change = Change.model_validate(
        {
            "community": "zoutkade",
            "action": "update",
            "summary": f'the title changes to "{"long " * 30}"',
            "fields": [{"path": "title.nl", "before": "Zoutkade", "after": "x" * 150}],
            "approvals": ["unit-lead"],
        }
    )
    report = PlanReport([Told(change, "nl")], communities=1, since="main (1234567)", language="nl")
    server = ControlServer(make_preview(report, [Pair(Group(("zoutkade",), change, "nl"), *views)]), sockets)
    server.start()
    yield page
    server.stop()
    close(sockets)


def _side(serve, page: str) -> str:
    served = serve(example("zoutkade"), registry=registry())
    world = served.world
    fill(world, example("zoutkade"))
    mark_preview(world.control, page)
    world.host = make_host(world.registry, world.control, world.stores, world.clock, world.addresses)
    world.host.shelf.follow(world.control.communities())
    served.down()
    served.up()
    return served.url("zoutkade", "")


def test_beside_each_other_at_a_desk(preview, browse) -> None:
    page = browse(1280, 900).new_page()
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text) if "Security" in message.text else None)
    page.goto(preview)
    for number in range(2):
        page.frame_locator("iframe").nth(number).get_by_role("heading", name="Zoutkade").first.wait_for()
    left, right = (frame.bounding_box() for frame in page.locator("iframe").all())
    assert left["y"] == right["y"] < 900
    assert left["x"] + left["width"] <= right["x"]
    assert left["width"] == right["width"] > 500
    assert right["x"] + right["width"] <= 1280
    assert blocked == []


def test_one_under_the_other_on_a_phone_and_no_app_is_loaded_unasked(preview, browse) -> None:
    page = browse(375).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(preview)
    page.wait_for_load_state("networkidle")
    assert all(url.startswith(preview) for url in asked)
    assert [frame.is_visible() for frame in page.locator("iframe").all()] == [False, False]
    first, second = (link.bounding_box() for link in page.locator(".side a").all())
    assert first["y"] + first["height"] <= second["y"]
    assert min(first["height"], second["height"]) >= 44
    assert first["width"] == second["width"] > 300
    with page.context.expect_page() as opened:
        page.locator(".side a").last.click()
    opened.value.get_by_role("heading", name="Zoutkade").first.wait_for()


def test_without_scripts(preview, browse) -> None:
    page = browse(1280, java_script_enabled=False).new_page()
    page.goto(preview)
    page.frame_locator("iframe").last.get_by_text("Zoutkade").first.wait_for()
    page.locator("summary").click()
    assert page.locator("ins").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_is_accessible(preview, browse, assert_accessible, width) -> None:
    page = browse(width, bypass_csp=True).new_page()
    page.goto(preview)
    page.locator("summary").click()
    assert_accessible(page)

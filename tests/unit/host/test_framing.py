"""In which frames an app may be shown: in none, but in a preview in those of the preview's page."""

from __future__ import annotations

from sample_community import bundle

from koban.host.application import make_host
from koban.web.preview import mark_preview


def ancestors(answer):
    (found,) = [
        part for part in answer.headers["content-security-policy"].split("; ") if "frame-ancestors" in part
    ]
    return found


def test_nobody_frames_an_app(citizen, browser):
    for answer in (
        citizen.get("/"),
        citizen.get("/nope"),
        browser("desk.harbour").get("/"),
        browser("x").get("/"),
    ):
        assert ancestors(answer) == "frame-ancestors 'none'"


def test_a_previews_page_frames_apps_and_no_desk(world, browser, clock):
    mark_preview(world.control, "http://localhost:8710")
    world.host = make_host(world.registry, world.control, world.stores, clock, world.addresses)
    world.serve(bundle())
    assert ancestors(browser("harbour").get("/")) == "frame-ancestors http://localhost:8710"
    for host in ("desk.harbour", "x"):
        assert ancestors(browser(host).get("/")) == "frame-ancestors 'none'"

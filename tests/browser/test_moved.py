"""An app that was installed under an old name sends what waits in it, and shows its reader the new address."""

from __future__ import annotations

import pytest
from sample_community import bundle

from tests.browser.test_installed import controlled, fill, sent

SAMPLE = {"uses": "sample", "plugin": "sample-plugin", "config": {}}


def rename(host, name: str, **changes) -> None:
    """Serve the community under another name from now on."""
    world = host.world
    row = world.control.community("harbour")
    compiled = bundle(name, **changes)
    world.control.set_candidate(row.uid, compiled.digest, "r2", compiled, world.fence)
    world.control.serve(row.uid, compiled.digest, "r2", "test", world.fence, name)
    world.host.shelf.follow(world.control.communities(), world.control.aliases())


@pytest.mark.parametrize("features", [{"sample": SAMPLE}, {"ideas": {**SAMPLE, "moved_from": "sample"}}])
def test_what_waits_under_the_old_name_is_sent_when_the_app_is_opened(serve, browse, features) -> None:
    host = serve(bundle())
    page = browse().new_page()
    controlled(page, host.url("harbour", "/sample/outboxed"))
    page.wait_for_function("caches.match('/sample/outboxed').then(found => Boolean(found))")
    host.down()
    fill(page, "Loud music")
    page.locator(".outcome.waiting").wait_for()
    receipt = page.locator(".outcome code").inner_text().replace("-", "")
    rename(host, "pier", features=features)
    host.up()
    page.goto(host.url("harbour"))
    assert page.url == host.url("pier")
    page.get_by_role("heading", level=1).wait_for()
    for _ in range(100):
        if sent(host):
            break
        page.evaluate("new Promise(requestAnimationFrame)")
    assert list(sent(host)) == [f"sent-{receipt}"]


def test_the_app_under_the_old_name_still_opens_without_a_network(serve, browse) -> None:
    host = serve(bundle())
    page = browse().new_page()
    controlled(page, host.url("harbour"))
    rename(host, "pier")
    page.goto(host.url("harbour"))
    assert page.url == host.url("pier")
    host.down()
    page.goto(host.url("harbour", "/never/seen"))
    page.get_by_role("heading", name="There is no connection right now").wait_for()
    host.up()

"""Proposals in a real browser: propose, support on one device, read what was done."""

from __future__ import annotations

import pytest
from example_community import example, fill, registry


@pytest.fixture
def host(serve):
    host = serve(example("zoutkade"), registry=registry())
    fill(host.world, example("zoutkade"))
    return host


def open_one(page, host) -> None:
    page.goto(host.url("zoutkade", "/proposals/?lang=en"))
    page.get_by_role("link", name="Walk the dark places with us").click()


def count(page) -> int:
    return int(page.locator("main strong").first.inner_text())


def test_one_device_supports_once_and_can_take_it_back(host, browse) -> None:
    page = browse(360).new_page()
    open_one(page, host)
    before = count(page)
    page.get_by_role("button", name="I support this").click()
    page.get_by_text("You support this.").wait_for()
    assert count(page) == before + 1
    page.reload()
    assert page.get_by_role("button", name="I support this").count() == 0
    other = browse(360).new_page()
    open_one(other, host)
    other.get_by_role("button", name="I support this").click()
    other.get_by_text("You support this.").wait_for()
    assert count(other) == before + 2
    page.get_by_role("button", name="Take my support back").click()
    page.get_by_role("button", name="I support this").wait_for()
    assert count(page) == before + 1


def test_a_proposal_is_sent_by_the_outbox(host, browse) -> None:
    page = browse(360).new_page()
    page.goto(host.url("zoutkade", "/proposals/new?lang=en"))
    page.locator("#title").fill("A bench")
    page.locator("#text").fill("By the stairs.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send").click()
    page.locator(".outcome.sent").wait_for()
    assert len(page.locator(".outcome code").inner_text()) == 24


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_accessible(host, browse, assert_accessible, width) -> None:
    page = browse(width, bypass_csp=True).new_page()
    for language in ("en", "ar"):
        for path in ("/proposals/", "/proposals/new", "/proposals/status"):
            page.goto(host.url("zoutkade", f"{path}?lang={language}"))
            assert_accessible(page)
    page.goto(host.url("zoutkade", "/proposals/?lang=en"))
    links = page.locator(".card a").evaluate_all("links => links.map(link => link.href)")
    for link in links[:2] + links[-2:]:
        page.goto(link)
        assert_accessible(page)
    host.sign_in(page, "zoutkade")
    if page.locator("main form button").count():
        page.locator("main form button").first.click()
    page.goto(host.url("desk.zoutkade", "/proposals/?lang=en"))
    assert_accessible(page)
    page.locator("main .rows > li a").first.click()
    page.get_by_role("heading", name="What becomes of it").wait_for()
    assert_accessible(page)

"""The desk in a real browser: by keyboard, on a phone, for everyone."""

from __future__ import annotations

import pytest
from example_community import example, fill, registry


@pytest.fixture
def host(serve):
    host = serve(example("zoutkade"), registry=registry())
    fill(host.world, example("zoutkade"))
    return host


def at_desk(host, page, path: str) -> None:
    host.sign_in(page, "zoutkade")
    if page.locator("main form button").count():
        page.locator("main form button").first.click()
    page.goto(host.url("desk.zoutkade", path))


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_accessible(host, browse, assert_accessible, width) -> None:
    page = browse(width, bypass_csp=True).new_page()
    at_desk(host, page, "/report/?lang=en")
    assert_accessible(page)
    page.locator("main .rows > li a").first.click()
    assert_accessible(page)
    page.get_by_role("button", name="Close the case").evaluate(
        "button => (button.form.noValidate = true, button.click())"
    )
    page.locator(".errors").wait_for()
    assert_accessible(page)
    for path in (
        "/report/?show=closed", "/report/take-down", "/report/take-down/route-trouble", "/news/", "/news/new", "/officers/"
    ):  # fmt: skip
        page.goto(host.url("desk.zoutkade", path))
        assert_accessible(page)


def test_a_case_is_worked_on_by_keyboard(host, browse) -> None:
    page = browse(1280).new_page()
    at_desk(host, page, "/report/?lang=en")
    page.locator("main .rows > li a").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What was said").wait_for()
    page.locator("#reply").focus()
    page.keyboard.type("Thank you. We look into it.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("The sender reads it with the receipt.").wait_for()
    assert "Thank you. We look into it." in page.locator(".conversation").inner_text()


def test_the_list_stands_beside_the_case_on_a_wide_screen_only(host, browse) -> None:
    for width, beside in ((1280, True), (360, False)):
        page = browse(width).new_page()
        at_desk(host, page, "/report/?lang=en")
        page.locator("main .rows > li a").first.click()
        page.get_by_role("heading", name="What was said").wait_for()
        assert page.locator(".beside").is_visible() is beside


def test_taking_down_ends_with_a_receipt_to_hand_over(host, browse) -> None:
    page = browse(360).new_page()
    at_desk(host, page, "/report/take-down/question?lang=en")
    page.get_by_label("By phone").check()
    page.locator("#text").fill("Somebody asks about the opening hours.")
    page.locator("#hears-back").fill("We ring back on Friday.")
    page.locator("#consent").check()
    page.get_by_role("button", name="Keep it and make the receipt").click()
    page.get_by_role("heading", name="Receipt to hand over").wait_for()
    assert len(page.locator(".receipt code").inner_text()) == 24
    page.get_by_role("button", name="Print").wait_for()

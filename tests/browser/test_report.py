"""A citizen reports in a real browser: with and without JavaScript, with and without a network, and reads the answer."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from example_community import example, fill, registry
from PIL import Image

RECEIPT = re.compile(r"^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$")
FORM = "/report/new/route-trouble"


@pytest.fixture
def host(serve):
    return serve(example("zoutkade"), registry=registry())


@pytest.fixture
def photo() -> dict[str, object]:
    picture = Image.new("RGB", (60, 40), "red")
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def fill_in(page, photo=None) -> None:
    page.locator("#text").fill("They fought at the stop.")
    for _ in range(20):
        if page.locator("#photo").is_visible() and photo:
            page.locator("#photo").set_input_files([photo])
        if page.get_by_role("heading", name="Check your answers").is_visible():
            return
        page.get_by_role("button", name="Continue").click()
    raise AssertionError("the form has no end")


def follow(page, host, receipt: str) -> None:
    page.goto(host.url("zoutkade", "/report/status?lang=en"))
    page.get_by_label("Receipt", exact=False).fill(receipt)
    page.get_by_role("button", name="Show my report").click()


def test_offline_with_a_photo_then_answered_at_the_desk(host, browse, photo) -> None:
    context = browse(360)
    page = context.new_page()
    page.goto(host.url("zoutkade", "/?lang=en"))
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(host.url("zoutkade", f"{FORM}?lang=en"))
    context.set_offline(True)
    fill_in(page, photo)
    page.get_by_role("button", name="Send").click()
    page.locator(".outcome.waiting").wait_for()
    receipt = page.locator(".outcome code").inner_text()
    assert RECEIPT.match(receipt)
    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator(".outbox-item.sent").wait_for()
    assert page.locator(".outbox-item code").inner_text() == receipt

    desk = browse(1280).new_page()
    host.sign_in(desk, "zoutkade")
    if desk.locator("main form button").count():
        desk.locator("main form button").first.click()
    desk.goto(host.url("desk.zoutkade", "/report/?lang=en"))
    assert desk.locator("main .rows > li").count() == 1
    desk.locator("main .rows > li a").click()
    body = desk.evaluate(
        "async () => [...new Uint8Array(await (await fetch(document.querySelector('img.photo').src)).arrayBuffer())]"
    )
    assert b"SecretCamera" not in bytes(body)
    desk.get_by_label("What the sender reads").first.fill("We have spoken with the bus company.")
    desk.get_by_role("button", name="Send the answer").click()
    desk.get_by_text("The sender reads it with the receipt.").wait_for()

    other = browse(360).new_page()
    follow(other, host, receipt)
    other.get_by_text("We have spoken with the bus company.").wait_for()


def test_online_the_outcome_offers_qr_copy_print_and_saved(host, browse) -> None:
    page = browse(360).new_page()
    page.goto(host.url("zoutkade", f"{FORM}?lang=en"))
    fill_in(page)
    page.get_by_role("button", name="Send").click()
    page.locator(".outcome.sent").wait_for()
    assert RECEIPT.match(page.locator(".outcome code").inner_text())
    assert page.get_by_alt_text("Your receipt as a QR code").evaluate("img => img.naturalWidth") > 50
    page.get_by_role("button", name="I have saved it").click()
    page.get_by_text("You can close this page.").wait_for()


def test_without_javascript_personal_data_is_asked_about_and_the_photo_stays(host, browse, photo) -> None:
    page = browse(360, java_script_enabled=False).new_page()
    page.goto(host.url("zoutkade", f"{FORM}?lang=en"))
    page.locator("#text").fill("Ask anna@mail.example.")
    page.locator("#photo").set_input_files([photo])
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Look at this before you send").wait_for()
    page.get_by_role("button", name="Change my text").click()
    assert page.locator("#text").input_value() == "Ask anna@mail.example."
    assert page.get_by_alt_text("The photo you added").count() == 1
    page.locator("#text").fill("Ask the bar.")
    page.get_by_role("button", name="Send").click()
    receipt = page.locator(".receipt code").inner_text()
    assert RECEIPT.match(receipt)
    follow(page, host, receipt)
    page.get_by_text("Received, not yet answered").wait_for()


def test_personal_data_is_pointed_out_while_writing(host, browse) -> None:
    page = browse(360).new_page()
    page.goto(host.url("zoutkade", f"{FORM}?lang=en"))
    page.locator("#text").fill("Ask anna@mail.example.")
    page.get_by_text("Is this somebody's personal data?").wait_for()
    page.locator("#text").fill("Ask the bar.")
    page.get_by_text("Is this somebody's personal data?").wait_for(state="detached")


def test_the_place_of_the_phone_is_added_only_when_asked(host, browse) -> None:
    context = browse(360, geolocation={"longitude": 3.2, "latitude": 51.3}, permissions=["geolocation"])
    page = context.new_page()
    page.goto(host.url("zoutkade", f"{FORM}?lang=en"))
    page.locator("kb-here button").wait_for(state="attached")
    assert page.locator("[name=longitude]").input_value() == ""
    page.locator("kb-here button").evaluate("button => button.click()")
    page.wait_for_function("document.querySelector('[name=longitude]').value === '3.20000'")


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_accessible(host, browse, assert_accessible, width) -> None:
    fill(host.world, example("zoutkade"))
    page = browse(width, bypass_csp=True).new_page()
    paths = ["/report/", FORM, "/report/new/know-something", "/report/status", "/news/", "/officers/"]
    for language in ("en", "ar"):
        for path in paths:
            page.goto(host.url("zoutkade", f"{path}?lang={language}"))
            assert_accessible(page)
    page.goto(host.url("zoutkade", "/report/status?lang=en"))
    page.get_by_label("Receipt", exact=False).fill("nonsense")
    page.get_by_role("button", name="Show my report").click()
    page.locator(".errors").wait_for()
    assert_accessible(page)
    page.goto(host.url("zoutkade", f"{FORM}?lang=en"))
    fill_in(page)
    assert_accessible(page)
    page.get_by_role("button", name="Send").click()
    page.locator(".outcome.sent").wait_for()
    assert_accessible(page)
    follow(page, host, page.locator(".outcome code").inner_text())
    page.get_by_role("heading", name="Conversation").wait_for()
    assert_accessible(page)

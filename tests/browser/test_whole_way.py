"""The whole way with real processes: written without a network, the form changes meanwhile, sent, answered, read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.acceptance.fleet import Fleet, wait_for
from tests.acceptance.small import make_small, manifest

MANIFEST = manifest("quay")
COMMUNITY = """\
apiVersion: koban/v1
kind: Community
metadata: {name: quay}
spec:
  title: Quay
  languages: [en]
  unit: {name: Quay team, phone: "+00 000 00 00"}
  features:
    report:
      with:
        categories:
          trouble:
            label: Trouble
            kind: report
            firstAnswer: 1d
            purpose: response
            ask:
              QUESTION
"""
BEFORE = "how-often: {type: choice, label: How often?, options: {once: Once, often: Often}}"
AFTER = "brand-new: {type: yes-no, label: Is this new?, required: true}"
TEXT = "Bottles are thrown from the bridge."
ANSWER = "We were there tonight and spoke with the venue."


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    folder = tmp_path / "workspace"
    folder.mkdir()
    running = Fleet(folder)
    make_small(running)
    running.commit({MANIFEST: COMMUNITY.replace("QUESTION", BEFORE)})
    running.up()
    try:
        running.wait_until_announced()
        yield running
    finally:
        running.close()


def address(fleet: Fleet, name: str, path: str) -> str:
    return f"http://{name}.localhost:{fleet.port}{path}"


def picture() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    out = BytesIO()
    Image.new("RGB", (80, 60), "navy").save(out, "JPEG", exif=exif)
    return out.getvalue()


def fill_in(page) -> None:
    page.locator("#text").fill(TEXT)
    for _ in range(20):
        if page.locator("#photo").is_visible():
            page.locator("#photo").set_input_files(
                [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture()}]
            )
        if page.get_by_role("heading", name="Check your answers").is_visible():
            return
        page.get_by_role("button", name="Continue").click()
    raise AssertionError("the form has no end")


def test_written_offline_sent_after_the_form_changed_answered_and_read(fleet, browse) -> None:
    phone = browse(360)
    page = phone.new_page()
    page.goto(address(fleet, "quay", "/"))
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(address(fleet, "quay", "/report/new/trouble"))
    phone.set_offline(True)
    fill_in(page)
    page.get_by_role("button", name="Send").click()
    page.locator(".outcome.waiting").wait_for()
    receipt = page.locator(".outcome code").inner_text()

    fleet.commit({MANIFEST: COMMUNITY.replace("QUESTION", AFTER)})
    wait_for(
        lambda: "Is this new?" in fleet.get("quay", "/report/new/trouble").text, "the new form is served"
    )
    phone.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator(".outbox-item.sent").wait_for()
    assert page.locator(".outbox-item code").inner_text() == receipt

    desk = browse(1280).new_page()
    link = re.search(r"http://desk\.quay\.\S+/sign-in\?token=\S+", fleet.said())
    assert link is not None
    desk.goto(link[0])
    desk.goto(address(fleet, "desk.quay", "/report/"))
    assert desk.locator("main .rows > li").count() == 1
    desk.locator("main .rows > li a").click()
    desk.get_by_text(TEXT).first.wait_for()
    body = desk.evaluate(
        "async () => [...new Uint8Array(await (await fetch(document.querySelector('img.photo').src)).arrayBuffer())]"
    )
    assert b"SecretCamera" not in bytes(body)
    desk.get_by_label("What the sender reads").first.fill(ANSWER)
    desk.get_by_role("button", name="Send the answer").click()

    other = browse(360).new_page()
    other.goto(address(fleet, "quay", "/report/status"))
    other.get_by_label("Receipt", exact=False).fill(receipt)
    other.get_by_role("button", name="Show my report").click()
    other.get_by_text(ANSWER).wait_for()
    assert not any(b"SecretCamera" in file.read_bytes() for file in (fleet.state / "data").iterdir())

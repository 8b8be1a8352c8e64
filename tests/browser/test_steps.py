"""Forms in steps: one question a page, nothing lost on the way back, and one plain page without JavaScript."""

import re

from sample_community import bundle


def open_form(serve, browse, **options):
    host = serve(bundle())
    page = browse(360, **options).new_page()
    page.goto(host.url("harbour", "/sample/form"))
    return page


def test_one_question_a_page_then_check_then_send(serve, browse) -> None:
    page = open_form(serve, browse)
    page.get_by_text("Question 1 of 3").wait_for()
    assert page.get_by_label("Day").is_hidden()
    page.get_by_role("button", name="Continue").click()
    errors = page.get_by_role("alert")
    errors.get_by_role("link", name="Please answer this question").click()
    assert page.evaluate("document.activeElement.id") == "what"

    page.get_by_label("What happened?", exact=False).first.fill("Loud music")
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("Question 2 of 3").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "When was it?"
    page.get_by_label("Often", exact=False).check()
    page.go_back()
    assert page.locator("#what").input_value() == "Loud music"
    page.go_forward()
    assert page.get_by_label("Often", exact=False).is_checked()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("People").check()
    page.get_by_role("button", name="Continue").click()

    page.get_by_role("heading", name="Check your answers").wait_for()
    review = page.locator(".check .summary").inner_text()
    assert "Loud music" in review
    assert re.search(r"How often\?\s+Often", review)
    assert "Nothing entered" in review
    page.get_by_role("button", name="Change What happened?").click()
    page.locator("#what").fill("Very loud music")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Check your answers").wait_for()
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Thank you for “Very loud music”").wait_for()


def test_the_enter_key_goes_on_and_does_not_send(serve, browse) -> None:
    page = open_form(serve, browse)
    page.locator("#what").fill("x")
    page.get_by_role("button", name="Continue").click()
    page.locator("#when").press("Enter")
    page.get_by_text("Question 3 of 3").wait_for()


def test_without_javascript_it_is_one_page(serve, browse) -> None:
    page = open_form(serve, browse, java_script_enabled=False)
    assert page.get_by_label("Day").is_visible()
    page.locator("#what").fill("Loud music")
    page.get_by_role("button", name="Send").click()
    assert "Thank you for" in page.locator(".note").inner_text()


def test_the_language_switch_needs_no_javascript(serve, browse) -> None:
    page = open_form(serve, browse, java_script_enabled=False)
    page.get_by_role("button", name="العربية").click()
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.url.endswith("/sample/form")

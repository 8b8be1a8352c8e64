"""Every page of the host's own passes axe at both ends of the range of widths, in light, dark and right-to-left."""

import pytest
from sample_community import bundle

CITIZEN = [
    "/",
    "/sample/",
    "/sample/form",
    "/about",
    "/about/calm-nights",
    "/privacy",
    "/accessibility",
    "/offline",
    "/nope",
    "/sample/boom",
]
DESK = ["/sample/", "/capabilities", "/accounts", "/password", "/nope"]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_citizen_pages(serve, browse, assert_accessible, width, scheme) -> None:
    host = serve(bundle())
    page = browse(width, color_scheme=scheme, bypass_csp=True).new_page()
    for language in ("en", "ar"):
        for path in CITIZEN:
            page.goto(host.url("harbour", f"{path}?lang={language}"))
            assert_accessible(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_desk_pages(serve, browse, assert_accessible, width) -> None:
    host = serve(bundle())
    page = browse(width, bypass_csp=True).new_page()
    page.goto(host.url("desk.harbour", "/sign-in"))
    assert_accessible(page)
    page.get_by_label("Login name").fill("x")
    page.get_by_label("Password").fill("y")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("do not fit together").wait_for()
    assert_accessible(page)
    host.sign_in(page, "harbour")
    for path in DESK:
        page.goto(host.url("desk.harbour", path))
        assert_accessible(page)


def test_a_page_full_of_mistakes(serve, browse, assert_accessible) -> None:
    host = serve(bundle())
    page = browse(320, bypass_csp=True, java_script_enabled=True).new_page()
    page.goto(host.url("harbour", "/sample/form"))
    page.get_by_role("button", name="Continue").click()
    page.locator(".errors").wait_for()
    assert_accessible(page)


def test_large_text_and_a_pale_colour(serve, browse, assert_accessible) -> None:
    host = serve(bundle(app={"colour": "#f7e14a", "largeText": True}))
    page = browse(320, bypass_csp=True).new_page()
    page.goto(host.url("harbour"))
    assert_accessible(page)

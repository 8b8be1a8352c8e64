from datetime import timedelta

import pytest
from sample_community import bundle


def test_pages_are_found_by_exact_host_name(citizen, browser) -> None:
    assert citizen.get("/").status_code == 200
    assert "Harbour quarter" in citizen.get("/").text
    for host in ("elsewhere", "harbour.evil", "xharbour", "desk", "desk.desk.harbour"):
        answer = browser(host).get("/")
        assert answer.status_code == 421
        assert "no community at this address" in answer.text
    assert browser("elsewhere").get("/api/x").headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "host", ["harbour.localhost.example:8700", "localhost:8700", "127.0.0.1:8700", "harbour.localhost:x"]
)
def test_other_names_of_this_machine_are_421(citizen, host: str) -> None:
    assert citizen.get("/", headers={"host": host}).status_code == 421


def test_the_host_name_is_read_without_case(citizen) -> None:
    assert citizen.get("/", headers={"host": "HARBOUR.localhost:8700"}).status_code == 200


def test_instances_by_path(citizen) -> None:
    assert citizen.get("/sample").headers["location"] == "/sample/"
    assert citizen.get("/sample/").status_code == 200
    assert citizen.get("/sample/plain").status_code == 200
    assert citizen.get("/sample/number/7").text == "7"
    assert citizen.get("/api/sample/cookies").status_code == 200


def test_head_is_answered_like_get(citizen) -> None:
    assert citizen.ask("HEAD", "/").status_code == 200
    assert citizen.ask("HEAD", "/sample/nope").status_code == 404


def test_what_is_served_but_cannot_be_loaded_is_a_calm_503_and_others_go_on(world, browser) -> None:
    absent = {"absent": {"uses": "absent", "plugin": "gone", "config": {}}}
    broken = {"broken": {"uses": "broken", "plugin": "sample-plugin", "config": {}}}
    world.serve(bundle("lost", features=absent))
    world.serve(bundle("part", features=broken))
    assert browser("lost").get("/").status_code == 503
    assert browser("lost").get("/api/x").json()["code"] == "not-loadable"
    assert browser("part").get("/").status_code == 200
    assert browser("part").get("/broken/").status_code == 503
    assert browser("harbour").get("/").status_code == 200


def test_a_feature_that_is_off_is_absent(world, citizen) -> None:
    world.serve(bundle(features={}))
    assert citizen.get("/sample/").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/nope", 404, "There is no such page here"),
        ("GET", "/sample/nope", 404, "There is no such page here"),
        ("DELETE", "/sample/form", 405, "This cannot be done here"),
        ("TRACE", "/", 405, "This cannot be done here"),
        ("GET", "/sample/number/x", 422, "could not be read"),
        ("GET", "/sample/boom", 500, "went wrong on our side"),
        ("GET", "/sample/gone", 410, "taken away in May"),
    ],
)
def test_errors_are_calm_pages_with_the_emergency_line(citizen, method, path, status, words) -> None:
    answer = citizen.ask(method, path, headers={"origin": citizen.origin})
    assert answer.status_code == status
    assert words in answer.text
    assert "tel:112" in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_errors_of_interfaces_are_problem_documents(citizen) -> None:
    for path in ("/api/sample/nope", "/api/nope/x", "/api"):
        answer = citizen.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == 404


@pytest.mark.parametrize("size", [12 * 1024 * 1024 + 1, 300_000])
def test_a_body_too_large_gets_a_page(citizen, size: int) -> None:
    multipart = {"files": {"photo": ("a.jpg", b"0" * size, "image/jpeg")}, "data": {"what": "x"}}
    plain = {
        "content": b"what=" + b"0" * size,
        "headers": {"content-type": "application/x-www-form-urlencoded"},
    }
    answer = citizen.post("/sample/form", **(multipart if size > 1_000_000 else plain))
    assert answer.status_code == 413
    assert "That was too much at once" in answer.text


def test_a_body_too_large_without_a_length_gets_a_page(citizen) -> None:
    async def chunks():
        yield b"what="
        for _ in range(40):
            yield b"0" * 10_000

    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = citizen.post("/sample/form", content=chunks(), headers=headers)
    assert answer.status_code == 413


def test_a_photo_of_eleven_megabytes_passes(citizen) -> None:
    answer = citizen.post(
        "/sample/form", files={"photo": ("a.jpg", b"0" * 11_000_000, "image/jpeg")}, data={"what": "x"}
    )
    assert answer.status_code == 303


def test_requests_from_other_sites_are_refused(citizen) -> None:
    for origin in ("http://evil.example", "null", "http://desk.harbour.localhost:8700"):
        answer = citizen.post("/sample/form", data={"what": "x"}, headers={"origin": origin})
        assert answer.status_code == 403


def test_without_an_origin_no_cookie_counts(citizen) -> None:
    citizen.cookies["a"] = "1"
    assert citizen.post("/api/sample/cookies").json() == {"a": "1"}
    assert citizen.post("/api/sample/cookies", headers={"origin": ""}).json() == {}
    assert citizen.get("/api/sample/cookies").json() == {"a": "1"}


def test_security_headers(citizen) -> None:
    headers = citizen.get("/").headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "geolocation=(self)" in headers["permissions-policy"]
    assert "camera=()" in headers["permissions-policy"]
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == "same-origin"


def test_the_import_map_is_the_one_that_the_policy_allows(citizen) -> None:
    import base64
    import hashlib
    import re

    answer = citizen.get("/")
    found = re.search(r'<script type="importmap">(.*?)</script>', answer.text)
    assert found
    digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in answer.headers["content-security-policy"]


def test_pages_hold_no_inline_code_and_name_no_other_host(citizen) -> None:
    import re

    for path in (
        "/",
        "/sample/",
        "/sample/form",
        "/privacy",
        "/about",
        "/accessibility",
        "/offline",
        "/nope",
    ):
        text = citizen.get(path).text
        assert not re.search(r"\son[a-z]+=|style=|<style|javascript:", text), path
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', text), path


def test_a_note_is_shown_once(citizen) -> None:
    sent = citizen.post("/sample/form", data={"what": "<b>"})
    assert sent.status_code == 303
    page = citizen.get(sent.headers["location"])
    assert "Thank you for “&lt;b&gt;”" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert "Thank you" not in citizen.get("/sample/").text


def test_a_foreign_note_cookie_does_no_harm(citizen) -> None:
    citizen.cookies["__Host-note"] = "%%%"
    assert citizen.get("/").status_code == 200


@pytest.mark.parametrize(
    ("query", "header", "language"),
    [("", "", "en"), ("", "ar-EG,en;q=0.5", "ar"), ("?lang=ar", "en", "ar"), ("?lang=xx", "ar", "ar")],
)
def test_the_readers_language(citizen, query, header, language) -> None:
    assert f'lang="{language}"' in citizen.get(f"/{query}", headers={"accept-language": header}).text


def test_a_chosen_language_is_remembered(citizen) -> None:
    answer = citizen.post("/language", data={"language": "ar", "back": "/sample/"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sample/")
    assert 'dir="rtl"' in citizen.get("/", headers={"accept-language": "en"}).text


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", ""])
def test_the_way_back_stays_on_the_site(citizen, back) -> None:
    assert citizen.post("/language", data={"language": "ar", "back": back}).headers["location"] == "/"


def test_static_files_are_kept_for_ever_and_pages_are_asked_again(citizen, world) -> None:
    path = world.host.runtime.assets["koban.css"].path
    assert "immutable" in citizen.get(path).headers["cache-control"]
    assert citizen.get("/").headers["cache-control"] == "no-cache"
    assert citizen.get("/static/koban-0.css").status_code == 404


def test_a_page_of_the_moment_before_a_change_still_gets_colours(citizen, world) -> None:
    before = world.host.shelf.served("harbour").theme.path
    world.serve(bundle(app={"colour": "#990000"}))
    answer = citizen.get(before)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


def test_home_leads_with_who_is_there(citizen, world) -> None:
    assert "We are here until 16:00" in citizen.get("/").text
    world.clock.advance(timedelta(hours=12))
    text = citizen.get("/").text
    assert "We are back tomorrow at 08:00" in text
    assert "The central desk answers" in text


def test_home_shows_what_features_bring(citizen) -> None:
    text = citizen.get("/").text
    order = [
        "Quay post",
        "What would you like to do?",
        "Report something",
        "New near you",
        "You said, we did",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert 'href="/sample/form"' in text


def test_a_request_in_flight_finishes_on_the_bundle_it_began_with(citizen, world, monkeypatch) -> None:
    before = world.host.shelf.served("harbour")
    world.serve(bundle(title={"en": "New name", "ar": "اسم"}))
    assert before.title("en") == "Harbour quarter"
    assert "New name" in citizen.get("/").text


@pytest.mark.parametrize("charset", ["punycode", "undefined", '"utf-7"', "utf-8''idna", "UTF-16"])
def test_forms_are_read_in_utf_8_alone(citizen, charset: str) -> None:
    for kind in ("multipart/form-data; boundary=x; charset=", "application/x-www-form-urlencoded;charset ="):
        answer = citizen.post("/sample/form", content=b"--x--\r\n", headers={"content-type": kind + charset})
        assert answer.status_code == 400
    for kind in (
        "application/x-www-form-urlencoded; charset=UTF-8",
        'application/x-www-form-urlencoded;charset="utf-8"',
    ):
        assert (
            citizen.post("/sample/form", content=b"what=x", headers={"content-type": kind}).status_code == 303
        )


@pytest.mark.parametrize("note", [b"\xe9\xe9", b"a", b"7aCA", b"%%%", b"_w=="])
def test_a_note_that_nobody_left_is_no_note(citizen, note: bytes) -> None:
    assert citizen.get("/", headers={b"cookie": b"__Host-note=" + note}).status_code == 200

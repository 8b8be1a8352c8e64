import re
from datetime import timedelta

import pytest
from sample_community import FORCE, bundle

from koban.host.links import NoBundleError, make_sign_in_link


def enter(world, desk, login="ada", groups=("local:officers", "local:leads")) -> None:
    account = world.officer(login, groups)
    cookie = world.host.dispatcher.entrance.sessions.begin(account)
    desk.cookies["__Host-session"] = cookie.partition("=")[2].partition(";")[0]


def link_for(world) -> str:
    return make_sign_in_link(world.control, "force-north", "harbour", 8700).removeprefix(
        "http://desk.harbour.localhost:8700"
    )


def test_strangers_are_sent_to_the_door(desk) -> None:
    for path in ("/", "/sample/", "/accounts", "/password"):
        answer = desk.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in"), path
    assert desk.get("/sign-in").status_code == 200


def test_the_one_time_link_opens_once(world, desk, browser) -> None:
    link = link_for(world)
    answer = desk.get(link)
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert all(part in cookie for part in ("__Host-session=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert desk.get("/").headers["location"] == "/sample/"
    assert desk.get("/sample/").status_code == 200
    again = browser("desk.harbour").get(link)
    assert again.status_code == 410
    assert "cannot be used any more" in again.text


def test_the_link_expires(world, desk) -> None:
    link = link_for(world)
    world.clock.advance(timedelta(hours=2))
    assert desk.get(link).status_code == 410


def test_a_link_of_another_force_opens_nothing(world, browser) -> None:
    link = link_for(world)
    compiled = bundle("other")
    force = {**FORCE, "name": "force-south"}
    other = compiled.bundle.model_copy(update={"force": type(compiled.bundle.force).model_validate(force)})
    from koban.model.bundle import Compiled, canonical, sha256

    body = canonical(other.model_dump(mode="json", by_alias=True))
    world.serve(Compiled(other, body, sha256(body), compiled.blobs))
    assert browser("desk.other").get(link).status_code == 410


def test_no_link_before_anything_is_served(world) -> None:
    with pytest.raises(NoBundleError):
        make_sign_in_link(world.control, "force-north", "absent", 8700)


def test_an_account_of_another_force_has_no_session_here(world, desk) -> None:
    account = world.control.create_account("force-south", "eve", "Eve", ["local:officers"]).id
    cookie = world.host.dispatcher.entrance.sessions.begin(account)
    desk.cookies["__Host-session"] = cookie.partition("=")[2].partition(";")[0]
    assert desk.get("/sample/").headers["location"] == "/sign-in"


def test_without_a_role_there_is_a_clear_page(world, desk) -> None:
    enter(world, desk, groups=("local:other",))
    answer = desk.get("/sample/")
    assert answer.status_code == 403
    assert "no role here" in answer.text


def test_sessions_end_when_idle_and_after_a_day(world, desk) -> None:
    enter(world, desk)
    for _ in range(35):
        world.clock.advance(timedelta(minutes=20))
        assert desk.get("/sample/").status_code == 200
    world.clock.advance(timedelta(minutes=20))
    assert desk.get("/sample/").status_code == 200
    world.clock.advance(timedelta(minutes=20))
    assert desk.get("/sample/").headers["location"] == "/sign-in"  # twelve hours and more


def test_an_idle_session_is_over(world, desk) -> None:
    enter(world, desk)
    world.clock.advance(timedelta(minutes=31))
    assert desk.get("/sample/").headers["location"] == "/sign-in"


def test_signing_out_ends_the_session_itself(world, desk) -> None:
    enter(world, desk)
    token = desk.cookies["__Host-session"]
    assert desk.post("/sign-out").status_code == 303
    desk.cookies["__Host-session"] = token
    assert desk.get("/sample/").headers["location"] == "/sign-in"


def test_invitation_to_password_to_sign_in(world, desk, browser) -> None:
    enter(world, desk)
    page = desk.post("/accounts", data={"display": "Bo", "login": "bo", "groups": ["local:officers"]})
    assert page.status_code == 201
    link = re.search(r"http://desk\.harbour\.localhost:8700(/sign-in\?token=[\w-]+)", page.text)
    assert link
    newcomer = browser("desk.harbour")
    assert newcomer.get(link[1]).headers["location"] == "/password"
    short = newcomer.post("/password", data={"password": "short", "again": "short"})
    assert short.status_code == 422
    assert "at least 12" in short.text
    words = "walnut harbour lamp seven"
    assert newcomer.post("/password", data={"password": words, "again": words}).headers["location"] == "/"
    assert newcomer.get("/accounts").status_code == 403
    later = browser("desk.harbour")
    assert later.post("/sign-in", data={"login": "Bo ", "password": words}).headers["location"] == "/"
    assert later.get("/sample/").status_code == 200


def test_wrong_and_unknown_logins_get_the_same_answer(world, desk) -> None:
    world.officer("ada")
    wrong = desk.post("/sign-in", data={"login": "ada", "password": "nope nope nope"})
    unknown = desk.post("/sign-in", data={"login": "bob", "password": "nope nope nope"})
    assert wrong.status_code == unknown.status_code == 403
    assert wrong.text.replace('value="ada"', "") == unknown.text.replace('value="bob"', "")


def test_guessing_is_braked(desk) -> None:
    for _ in range(8):
        assert desk.post("/sign-in", data={"login": "ada", "password": "x"}).status_code == 403
    assert desk.post("/sign-in", data={"login": "ada", "password": "x"}).status_code == 429


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"display": "", "login": "bo", "groups": ["local:officers"]}, "Please enter a name"),
        ({"display": "Bo", "login": "B o!", "groups": ["local:officers"]}, "small letters"),
        ({"display": "Bo", "login": "bo"}, "at least one role"),
        ({"display": "Bo", "login": "bo", "groups": ["oidc:admins"]}, "at least one role"),
        ({"display": "Bo", "login": "ada", "groups": ["local:officers"]}, "already"),
    ],
)
def test_mistakes_in_an_invitation_are_told_and_nothing_is_lost(world, desk, data, words) -> None:
    enter(world, desk)
    page = desk.post("/accounts", data=data)
    assert page.status_code == 422
    assert words in page.text
    assert f'value="{data["login"]}"' in page.text


def test_an_account_that_is_off_can_do_nothing_at_once(world, desk, browser) -> None:
    enter(world, desk)
    officer = browser("desk.harbour")
    enter(world, officer, "bo", ("local:officers",))
    assert officer.get("/sample/").status_code == 200
    assert desk.post("/accounts/bo", data={"act": "disable"}).status_code == 303
    assert officer.get("/sample/").status_code == 403
    assert (
        desk.post(
            "/accounts", data={"display": "Bo", "login": "bo", "groups": ["local:officers"]}
        ).status_code
        == 201
    )
    assert officer.get("/sample/").status_code == 200


def test_nobody_switches_themselves_off(world, desk) -> None:
    enter(world, desk)
    assert desk.post("/accounts/ada", data={"act": "disable"}).status_code == 400
    assert desk.post("/accounts/nobody", data={"act": "link"}).status_code == 404


def test_the_citizen_app_does_not_know_desk_sessions(world, citizen) -> None:
    enter(world, citizen)
    assert "Sign out" not in citizen.get("/").text
    assert citizen.get("/accounts").status_code == 404


def test_who_merely_looks_at_the_link_does_not_use_it_up(world, desk) -> None:
    link = link_for(world)
    assert desk.ask("HEAD", link).status_code == 405
    assert desk.get(link).status_code == 303

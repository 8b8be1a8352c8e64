"""Residents propose and support, the unit answers and says what it did."""

from __future__ import annotations

import re
from typing import Any

import pytest

RECEIPT = "0123456789ABCDEFGHJK"
FIELDS = {"receipt": RECEIPT, "title": "A lamp at the stairs", "text": "It is dark at the stairs after ten."}


def propose(town: Any, json: bool = False, **fields: str) -> Any:
    headers = {"Accept": "application/json" if json else "text/html"}
    return town.post("/proposals/new", data={**FIELDS, **fields}, headers=headers)


def path_of(desk: Any) -> str:
    found = re.search(r'href="(/proposals/[0-9a-f]{64})"', desk.get("/proposals/").text)
    assert found is not None
    return found[1]


def change(desk: Any, state: str, **fields: str) -> Any:
    path = path_of(desk)
    turn = re.search(r'name="turn" value="(\d+)"', desk.get(path).text)
    assert turn is not None
    return desk.post(path, data={"turn": turn[1], "state": state, "answer": "", "result": "", **fields})


@pytest.fixture
def released(town: Any) -> str:
    propose(town)
    desk = town.sign_in()
    assert change(desk, "open").status_code == 200
    return path_of(desk)


def test_a_proposal_waits_until_the_unit_has_read_it(town: Any) -> None:
    assert "0123-4567-89AB-CDEF-GHJK" in propose(town).text
    assert "A lamp at the stairs" not in town.get("/proposals/").text
    page = town.post("/proposals/status", data={"receipt": RECEIPT}).text
    assert "Waits for the unit to read it" in page
    desk = town.sign_in()
    assert "Read by 9 Mar 2026" in desk.get("/proposals/").text
    assert town.get(path_of(desk)).status_code == 404
    change(desk, "open")
    assert "A lamp at the stairs" in town.get("/proposals/").text


def test_sending_again_is_one_proposal_and_another_is_not_swallowed(town: Any) -> None:
    assert propose(town, json=True).json() == propose(town, json=True).json()
    assert town.sign_in().get("/proposals/").text.count('href="/proposals/') == 2  # navigation, one row
    assert propose(town, json=True, title="Another").status_code == 409


def test_mistakes_are_linked_and_keep_what_was_typed(town: Any) -> None:
    page = propose(town, title="")
    assert page.status_code == 422
    assert 'href="#title"' in page.text
    assert "dark at the stairs" in page.text


def test_personal_data_is_pointed_out_and_left_out_in_public(town: Any) -> None:
    text = "Ask anna@mail.example about it."
    assert "anna@mail.example" in propose(town, text=text).text
    assert "0123-4567" in propose(town, text=text, checked="yes").text
    desk = town.sign_in()
    assert "Looks like personal data" in desk.get(path_of(desk)).text
    change(desk, "open")
    page = town.get(path_of(desk)).text
    assert "anna@mail.example" not in page
    assert "[removed]" in page


def test_support_counts_once_for_each_device_and_can_be_taken_back(town: Any, released: str) -> None:
    first = town.post(f"{released}/support", follow_redirects=False)
    cookie = {
        "Cookie": first.headers["set-cookie"]
        .split("__Host-koban-device=")[1]
        .split(";")[0]
        .join(["__Host-koban-device=", ""])
    }
    town.post(f"{released}/support", headers=cookie)
    page = town.get(released, headers=cookie).text
    assert "You support this." in page
    assert "<strong>1</strong> in the app" in page
    town.post(f"{released}/support")
    assert "<strong>2</strong> in the app" in town.get(released).text
    town.post(f"{released}/withdraw", headers=cookie)
    page = town.get(released, headers=cookie).text
    assert "<strong>1</strong> in the app" in page
    assert "I support this" in page


def test_a_forged_cookie_is_a_new_device_and_no_browser_cannot_support(town: Any, released: str) -> None:
    town.post(f"{released}/support", headers={"Cookie": f"__Host-koban-device={'0' * 32}.{'0' * 64}"})
    assert "<strong>1</strong> in the app" in town.get(released).text
    assert town.app.post(f"{released}/support").status_code == 403


def test_paper_ballots_count_apart_and_say_who_entered_them(town: Any, released: str) -> None:
    desk = town.sign_in()
    once = {"once": "Z" * 20}
    wrong = desk.post(f"{released}/ballots", data={"count": "-3", "where": "", "on": "soon", **once})
    assert wrong.status_code == 422
    for _ in range(2):
        desk.post(f"{released}/ballots", data={"count": "31", "where": "Library", "on": "2026-03-01", **once})
    page = desk.get(released).text
    assert "Library" in page
    assert "An officer" in page
    public = town.get(released).text
    assert "<strong>31</strong> on paper" in public
    assert "<strong>0</strong> in the app" in public
    assert "An officer" not in public


def test_states_need_words_and_what_was_done_stands_on_home(town: Any, released: str) -> None:
    desk = town.sign_in()
    assert change(desk, "done", result="x").status_code == 422
    assert 'href="#answer"' in change(desk, "declined").text
    change(desk, "accepted", answer="Yes. The city mounts it in April.")
    change(desk, "being-done", answer="Yes. The city mounts it in April.")
    assert 'href="#result"' in change(desk, "done", answer="Yes.").text
    change(desk, "done", answer="Yes.", result="The lamp burns since April.")
    page = town.get(released).text
    assert "You said, we did" in page
    assert "The lamp burns since April." in page
    assert "The lamp burns since April." in town.get("/").text
    town.post(f"{released}/support")
    assert "<strong>0</strong> in the app" in town.get(released).text


def test_what_is_not_released_is_answered_to_its_author_alone(town: Any) -> None:
    propose(town)
    desk = town.sign_in()
    change(desk, "not-released", answer="It names a neighbour.")
    assert "It names a neighbour." in town.post("/proposals/status", data={"receipt": RECEIPT}).text
    assert town.get(path_of(desk)).status_code == 404


def test_two_officers_do_not_overwrite_each_other(town: Any, released: str) -> None:
    late = town.sign_in().post(
        released, data={"turn": "0", "state": "declined", "answer": "My words", "result": ""}
    )
    assert late.status_code == 409
    assert "My words" in late.text


def test_who_may_not_read_the_purpose_reads_no_proposal_at_the_desk(community: Any, spec: Any) -> None:
    purpose = {"title": "A purpose", "law": "gdpr", "retention": "180d", "readers": ["officer"]}
    closed = {**purpose, "readers": ["unit-lead"]}
    bare = {key: value for key, value in spec.items() if key != "area"}
    force = {"purposes": {"response": purpose, "question": purpose, "participation": closed}}
    town = community(bare, force=force)
    propose(town, contact="anna@mail.example", checked="yes")
    path = path_of(town.sign_in("local:leads", "lead"))
    assert "anna@mail.example" in town.desk.get(path).text
    desk = town.sign_in()
    assert "A lamp at the stairs" not in desk.get("/proposals/").text
    assert desk.get(path).status_code == 403
    assert desk.post(path, data={"turn": "0", "state": "open"}).status_code == 403
    assert desk.post(f"{path}/ballots", data={"count": "9"}).status_code == 403

"""Reports from apps and machines."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

RECEIPT = "0123456789ABCDEFGHJK"
BODY = {
    "category": "noise",
    "text": "Music",
    "anonymous": True,
    "answers": {"often": "once"},
    "place": "Quay",
}


def send(town: Any, body: Any = None, key: str | None = RECEIPT, **change: Any) -> Any:
    headers = {"Idempotency-Key": key} if key is not None else {}
    return town.app.post("/api/report/reports", json={**(body or BODY), **change}, headers=headers)


def test_201_then_200_with_the_same_answer(town: Any) -> None:
    first, again = send(town), send(town, key="o1-23456789abcdefghjk".replace("o1", "01", 1))
    assert first.status_code == 201
    assert again.status_code == 200
    assert first.json() == again.json()
    assert first.json()["receipt"] == RECEIPT
    assert first.json()["status"] == "new"
    assert first.json()["promised"] == "2026-03-04"
    assert "An officer reads your report" in first.json()["next"]


def test_look_alikes_are_the_same_receipt(town: Any) -> None:
    send(town)
    for written in ("0l23-4567-89ab-cdef-ghjk", "OI23 4567 89AB CDEF GHJK"):
        assert town.app.post("/api/report/status", json={"receipt": written}).status_code == 200


def test_without_a_key_the_server_makes_the_receipt(town: Any) -> None:
    answer = send(town, key=None)
    assert answer.status_code == 201
    assert len(answer.json()["receipt"]) == 20
    assert town.app.post("/api/report/status", json={"receipt": answer.json()["receipt"]}).status_code == 200


@pytest.mark.parametrize("key", ["short", "U" * 20, "0123456789ABCDEFGHJK0", "x" * 5000])
def test_a_malformed_key_is_refused(town: Any, key: str) -> None:
    answer = send(town, key=key)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "bad-receipt"


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"category": "nothing"}, 422, "noise, tip, complaint"),
        ({"text": "  "}, 422, "Tell us in your own words"),
        ({"text": "x" * 5001}, 422, "Write at most"),
        ({"answers": {}}, 422, "“How often?”: choose an answer."),
        ({"answers": {"often": "once", "colour": "red"}}, 422, "This form does not ask “colour”."),
        ({"answers": []}, 400, "answers"),
        ({"colour": "red"}, 400, "colour"),
        ({"place": "x" * 600}, 422, "at most 500"),
        ({"place": {"point": [500, 1]}}, 422, "longitude"),
    ],
)
def test_what_cannot_be_taken_is_told(town: Any, change: dict[str, Any], status: int, words: str) -> None:
    answer = send(town, **change)
    assert answer.status_code == status
    assert words in answer.json()["detail"]
    assert send(town).status_code == 201


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"[" * 100_000, b'{"category": "\\ud800"}', b"\xff"])
def test_bodies_that_are_no_reports_are_refused(town: Any, body: bytes) -> None:
    for path in ("reports", "status"):
        answer = town.app.post(f"/api/report/{path}", content=body)
        assert answer.status_code == 400
        assert answer.headers["content-type"] == "application/problem+json"


def test_another_body_under_the_same_key_is_refused_and_loses_nothing(town: Any) -> None:
    send(town)
    assert send(town, text="Another").status_code == 409
    assert send(town).status_code == 200


def test_many_sends_at_once_are_one_report(town: Any) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _n: send(town).status_code, range(24)))
    assert sorted(answers) == [200] * 23 + [201]


def test_wrong_and_malformed_receipts_get_the_same_answer(town: Any) -> None:
    send(town)
    answers = [
        town.app.post("/api/report/status", json={"receipt": receipt})
        for receipt in ("ZZZZZZZZZZZZZZZZZZZZ", "nonsense")
    ]
    assert [a.status_code for a in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_guessing_is_slowed_down_but_right_receipts_always_work(town: Any, clock: Any) -> None:
    send(town)
    wrong = [town.app.post("/api/report/status", json={"receipt": "Z" * 20}).status_code for _ in range(70)]
    assert wrong[0] == 404
    assert wrong[-1] == 429
    assert town.app.post("/api/report/status", json={"receipt": RECEIPT}).status_code == 200


def test_expired_reports_answer_like_wrong_receipts(town: Any, clock: Any) -> None:
    send(town)
    wrong = town.app.post("/api/report/status", json={"receipt": "Z" * 20})
    later = clock.now().replace(year=2027)
    assert town.store.write(lambda writer: writer.expire("response", later)) == 1
    gone = town.app.post("/api/report/status", json={"receipt": RECEIPT})
    assert (gone.status_code, gone.content) == (wrong.status_code, wrong.content)


def test_status_tells_state_promise_category_and_outcome(town: Any) -> None:
    send(town)
    found = town.app.post("/api/report/status", json={"receipt": RECEIPT}).json()
    assert found == {
        "status": "new",
        "promised": "2026-03-04",
        "category": "noise",
        "conversation": [],
        "outcome": None,
    }


def test_anonymous_reports_keep_nothing_that_identifies(town: Any) -> None:
    body = {
        **BODY,
        "contact": {"name": "Anna", "reach": "anna@mail.example"},
        "place": {"point": [3.123456, 51.123456]},
    }
    answer = town.app.post(
        "/api/report/reports", json=body, headers={"Idempotency-Key": RECEIPT, "User-Agent": "SecretAgent"}
    )
    assert answer.status_code == 201
    desk = town.sign_in()
    listed = desk.get("/report/").text
    kept = json.dumps(listed)
    assert "Anna" not in kept
    assert "SecretAgent" not in kept


def with_categories(spec: Any, **categories: Any) -> Any:
    return {**spec, "features": {**spec["features"], "report": {"with": {"categories": categories}}}}


def form_of(town: Any, category: str) -> str:
    page: str = town.get(f"/report/new/{category}").text
    return page.split('name="form" value="')[1].split('"', maxsplit=1)[0]


def case_page(town: Any) -> str:
    desk = town.sign_in()
    path = desk.get("/report/").text.split('href="/report/case/')[1].split('"')[0]
    page: str = desk.get(f"/report/case/{path}").text
    return page


def test_a_report_on_yesterdays_form_is_checked_against_that_form(serve: Any, spec: Any) -> None:
    digest = form_of(serve(spec), "noise")
    noise = spec["features"]["report"]["with"]["categories"]["noise"]
    asks = {"loud": {"type": "number", "label": "How loud?", "required": True}}
    town = serve(with_categories(spec, noise={**noise, "ask": asks}))
    assert send(town).status_code == 422
    assert send(town, form=digest, answers={}).status_code == 422
    assert send(town, form=digest, answers={"often": "once", "extra": "kept"}).status_code == 201
    page = case_page(town)
    assert "Made on an earlier version of this form." in page
    assert "How often?" in page
    assert "extra (not asked on this form)" in page


def test_a_report_for_a_category_that_is_gone_is_taken_and_flagged(serve: Any, spec: Any) -> None:
    digest = form_of(serve(spec), "noise")
    town = serve(with_categories(spec, tip=spec["features"]["report"]["with"]["categories"]["tip"]))
    assert send(town).status_code == 422
    assert send(town, form=digest).status_code == 201
    assert "Made on a form that is no longer in use." in case_page(town)
    data = {"receipt": "Z" * 20, "form": digest, "text": "Music", "q-often": "once"}
    assert town.post("/report/new/noise", data=data).status_code == 200
    data = {"receipt": "Y" * 20, "form": "0" * 64, "text": "My long story", "q-often": "once"}
    lost = town.post("/report/new/noise", data=data)
    assert lost.status_code == 410
    assert "My long story" in lost.text


def test_a_report_on_a_form_that_nobody_knows_keeps_its_answers_aside(town: Any) -> None:
    assert send(town, form="0" * 64, answers={"whatever": "I said"}).status_code == 201
    page = case_page(town)
    assert "not known any more" in page
    assert "I said" in page


def test_nobody_can_try_names_on_an_anonymous_report(town: Any) -> None:
    """What is left out leaves no trace: not even a hash that a guess would fit."""
    body = {"category": "tip", "text": "He deals", "anonymous": True, "place": {"point": [3.04567, 51.04567]}}
    headers = {"Idempotency-Key": "0123456789ABCDEFGHJK"}
    assert town.app.post("/api/report/reports", json=body, headers=headers).status_code == 201
    guess = {"contact": {"name": "Anna", "reach": "0612345678"}, "place": {"point": [3.04571, 51.04569]}}
    assert town.app.post("/api/report/reports", json=body | guess, headers=headers).status_code == 200

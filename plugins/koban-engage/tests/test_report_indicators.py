"""How answering goes, in numbers: made-up reports are sent, answered late or in time, and measured."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

CAPABILITIES = {
    "feedback-closure": {
        "level": 3,
        "assessed": "2026-01-10",
        "proof": [{"title": "A log of answers", "date": "2026-01-05"}],
    }
}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOTICE = "Measured otherwise than declared"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.fixture
def town(serve: Any, spec: dict[str, Any]) -> Any:
    return serve({**spec, "capabilities": CAPABILITIES})


def send(town: Any, first: int, count: int, **more: Any) -> None:
    for number in range(first, first + count):
        body = {"category": "noise", "text": f"Made up, number {number}", "answers": {"often": "once"}}
        receipt = f"{ALPHABET[number // 32]}{ALPHABET[number % 32]}" + "0" * 18
        answer = town.app.post("/api/report/reports", json=body | more, headers={"Idempotency-Key": receipt})
        assert answer.status_code == 201, answer.text


def do(town: Any, count: int, **fields: str) -> None:
    desk = town.sign_in()
    paths = list(dict.fromkeys(re.findall(r'href="(/report/case/[^"]+)"', desk.get("/report/").text)))
    for path in paths[:count]:
        turn = re.search(r'name="turn" value="(\d+)"', desk.get(path).text)
        assert turn is not None
        assert desk.post(path, data={"turn": turn[1], **fields}).status_code == 200


def answer(town: Any, count: int) -> None:
    do(town, count, act="close", reason="solved", closing="It is done.")


def newest(town: Any) -> dict[str, Any]:
    return {one.indicator: one for one in town.measure() if not one.area}


def notice_on(town: Any, group: str) -> bool:
    return NOTICE in town.sign_in(group, group.rpartition(":")[2]).get("/report/").text


def test_slow_answers_contradict_a_declared_level_until_they_get_faster(town: Any, clock: Any) -> None:
    send(town, 0, 12)
    clock.advance(8 * DAY)
    answer(town, 12)
    slow = newest(town)["first-answer"]
    assert (slow.value, slow.low, slow.high, slow.n, slow.bound) == (192, 192, 192, 12, 55)
    assert notice_on(town, "local:leads")
    assert not notice_on(town, "local:officers"), "it is for the head of the unit"

    send(town, 12, 12)
    clock.advance(3 * HOUR)
    answer(town, 12)
    clock.advance(3 * DAY)
    fast = newest(town)["first-answer"]
    assert (fast.value, fast.n) == (3, 12)
    assert not notice_on(town, "local:leads")


def test_those_that_wait_count_too(town: Any, clock: Any) -> None:
    send(town, 0, 10)
    clock.advance(HOUR)
    answer(town, 3)
    clock.advance(9 * DAY)
    found = newest(town)
    assert found["first-answer"].value == 217, "those without an answer have taken as long as they wait"
    assert (found["answered-in-time"].value, found["answered-in-time"].bound) == (30, 80)


def test_before_the_promised_day_nothing_is_told(town: Any, clock: Any) -> None:
    send(town, 0, 12)
    clock.advance(HOUR)
    answer(town, 12)
    assert newest(town) == {}, "quick answers alone would make the number look better than it is"


def test_nine_are_too_few(town: Any, clock: Any) -> None:
    send(town, 0, 9)
    clock.advance(9 * DAY)
    assert newest(town) == {}
    send(town, 9, 1)
    clock.advance(9 * DAY)
    assert newest(town)["first-answer"].n == 10


def test_what_became_of_reports_is_looked_at_after_a_month(town: Any, clock: Any) -> None:
    send(town, 0, 12)
    clock.advance(HOUR)
    answer(town, 10)
    for number in range(4):
        receipt = f"0{ALPHABET[number]}" + "0" * 18
        once = "1" * 19 + ALPHABET[number]
        said = {"receipt": receipt, "act": "not-solved", "words": "Still loud", "once": once}
        assert town.post("/report/status", data=said).status_code == 200
    clock.advance(29 * DAY)
    assert "closed-with-answer" not in newest(town)
    clock.advance(2 * DAY)
    found = newest(town)
    assert found["closed-with-answer"].value == 50, "six of twelve"
    assert (found["reopened"].value, found["reopened"].n) == (40, 10)
    assert "solved-agreed" not in found, "four answers are too few"


def test_areas_have_their_own_names_and_no_words_of_people(town: Any, clock: Any) -> None:
    send(town, 0, 11, place={"area": "Old quay"})
    send(town, 11, 10, place={"area": "behind number 7, at the Jones' window"})
    clock.advance(60 * DAY)
    points = [one for one in town.measure() if one.indicator == "reports"]
    assert {one.area: one.value for one in points} == {"": 21, "Old quay": 11}

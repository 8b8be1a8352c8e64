"""Answers are checked against the form they were given on."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koban.forms.check import Checked, aside_of, check_answers
from koban.texts.words import fill

FORM: dict[str, Any] = {
    "ask": {
        "when": {"type": "datetime", "label": {"en": "When was it?", "nl": "Wanneer was het?"}},
        "day": {"type": "date", "label": {"en": "Which day?"}},
        "hour": {"type": "time", "label": {"en": "What time?"}},
        "paid": {
            "type": "choice",
            "label": {"en": "Was money handed over?"},
            "required": True,
            "options": {"cash": {"en": "Yes"}, "no": {"en": "No"}},
        },
        "who": {
            "type": "choices",
            "label": {"en": "Who was there?"},
            "options": {"child": {"en": "A child"}, "dog": {"en": "A dog"}, "cat": {"en": "A cat"}},
            "max": 2,
        },
        "count": {"type": "number", "label": {"en": "How many?"}, "min": 1, "max": 9},
        "hurt": {"type": "yes-no", "label": {"en": "Was anyone hurt?"}},
        "name": {"type": "text", "label": {"en": "Name of the bar"}, "min": 2, "max": 10},
        "more": {"type": "long-text", "label": {"en": "Anything else?"}},
    }
}


def say(msgid: str, **values: object) -> str:
    return fill(msgid, values)


def check(answers: dict[str, Any], *, current: bool = True, language: str = "en") -> Checked:
    return check_answers(FORM, answers, current=current, gettext=say, language=language)


def test_good_answers_become_json_values() -> None:
    checked = check(
        {
            "when": "2026-03-27T21:30",
            "day": "2026-03-27",
            "hour": "21:30",
            "paid": "no",
            "who": ["dog", "child", "dog"],
            "count": "3",
            "hurt": "yes",
            "name": " De Ankor ",
            "more": "a\r\nb",
        }
    )
    assert checked.errors == {}
    assert checked.clean == {
        "when": "2026-03-27T21:30",
        "day": "2026-03-27",
        "hour": "21:30",
        "paid": "no",
        "who": ["dog", "child"],
        "count": 3,
        "hurt": True,
        "name": "De Ankor",
        "more": "a\nb",
    }


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("paid", "", "“Was money handed over?”: choose an answer."),
        ("paid", "maybe", "“Was money handed over?”: choose one of the answers given."),
        ("paid", ["cash"], "“Was money handed over?”: choose one of the answers given."),
        ("who", ["horse"], "“Who was there?”: choose one of the answers given."),
        ("who", ["child", "dog", "cat"], "“Who was there?”: choose at most 2."),
        ("count", "many", "“How many?”: write a number, such as 3 or 2,5."),
        ("count", True, "“How many?”: write a number, such as 3 or 2,5."),
        ("count", "nan", "“How many?”: write a number, such as 3 or 2,5."),
        ("count", "0", "“How many?”: the number is 1 or more."),
        ("count", 10, "“How many?”: the number is 9 or less."),
        ("hurt", "perhaps", "“Was anyone hurt?”: choose one of the answers given."),
        ("name", "x", "“Name of the bar”: write at least 2 characters."),
        ("name", "x" * 11, "“Name of the bar”: write at most 10 characters."),
        ("name", {"a": 1}, "“Name of the bar”: answer in words."),
        ("more", "x" * 5001, "“Anything else?”: write at most 5000 characters."),
        ("day", "27.3.2026", "“Which day?”: write the date as year-month-day, such as 2026-03-27."),
        ("day", "0003-01-01", "“Which day?”: check the year."),
        ("hour", "late", "“What time?”: write the time as hours:minutes, such as 21:30."),
        ("when", "yesterday", "“When was it?”: write date and time, such as 2026-03-27T21:30."),
    ],
)
def test_each_mistake_has_one_sentence_at_its_question(name: str, value: Any, words: str) -> None:
    checked = check({"paid": "no", name: value})
    assert checked.errors == {name: words}
    assert name not in checked.clean


def test_questions_are_named_in_the_readers_language() -> None:
    assert check({"paid": "no", "when": "x"}, language="nl").errors["when"].startswith("“Wanneer was het?”")


def test_errors_come_in_the_order_of_the_questions() -> None:
    assert list(check({"name": "x", "when": "x"}).errors) == ["when", "paid", "name"]


def test_a_strange_answer_is_refused_on_the_current_form_and_kept_aside_on_an_older_one() -> None:
    assert check({"paid": "no", "colour": "red"}).errors == {"colour": "This form does not ask “colour”."}
    older = check({"paid": "no", "colour": "red"}, current=False)
    assert older.errors == {}
    assert older.clean == {"paid": "no"}
    assert older.aside == {"colour": "red"}


def test_what_is_kept_aside_is_bounded_text() -> None:
    kept = aside_of({f"q{n}": {"deep": ["x" * 9_000]} for n in range(100)})
    assert len(kept) == 40
    assert all(len(value) <= 5_000 for value in kept.values())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(deadline=None)  # the first example pays for importing
@given(st.dictionaries(st.sampled_from([*FORM["ask"], "other"]), json_values))
def test_whatever_is_sent_every_answer_is_clean_wrong_or_aside(answers: dict[str, Any]) -> None:
    checked = check(answers, current=False)
    for name, value in answers.items():
        blank = value in (None, []) or (isinstance(value, str) and not value.strip())
        places = (name in checked.clean) + (name in checked.errors) + (name in checked.aside)
        assert places == (1 if not blank or name == "paid" else 0)

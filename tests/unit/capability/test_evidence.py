"""What research says, in one word and one factor."""

from __future__ import annotations

import pytest
from capability_picture import study

from koban.capability.evidence import effect_of, evidence_factor


def test_the_factor_is_the_mean_of_all_entries() -> None:
    entries = [study("positive", 4), study("positive", 2), study("null", 4)]
    assert evidence_factor(entries) == pytest.approx((1.0 + 0.7 + 0.1) / 3)


def test_no_entry_and_what_was_not_tested_count_0_4() -> None:
    assert evidence_factor([]) == 0.4
    assert evidence_factor([study("not-tested", 4)]) == 0.4
    assert evidence_factor([study("not-tested", 4), study("positive", 4)]) == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("effect", "strength", "factor"),
    [
        ("positive", 4, 1.0),
        ("positive", 3, 0.9),
        ("positive", 2, 0.7),
        ("positive", 1, 0.5),
        ("positive", 0, 0.4),
        ("mixed", 4, 0.5),
        ("null", 4, 0.1),
        ("negative", 1, 0.1),
    ],
)
def test_direction_and_strength(effect: str, strength: int, factor: float) -> None:
    assert evidence_factor([study(effect, strength)]) == factor


def test_the_word_is_what_all_agree_on() -> None:
    assert effect_of([]) == "unknown"
    assert effect_of([study("null"), study("null")]) == "null"
    assert effect_of([study("positive"), study("null")]) == "mixed"
    assert effect_of([study("not-tested")]) == "not-tested"


def test_what_tested_no_effect_contradicts_none() -> None:
    assert effect_of([study("positive"), study("not-tested")]) == "positive"

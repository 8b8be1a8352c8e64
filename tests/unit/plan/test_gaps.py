"""What a plan says of gaps: which it helps to close, what no need asks for, and who is to do it."""

from __future__ import annotations

from typing import Any

import pytest
from example_community import example, registry

from koban.model.bundle import Bundle
from koban.plan.planner import plan_changes


def changed(edit: Any) -> list[str]:
    before = example("zoutkade").bundle
    whole = before.model_dump(mode="json")
    edit(whole)
    change = plan_changes(before, Bundle.model_validate(whole), registry(), language="nl")
    return change.sentences if change else []


def give(whole: dict[str, Any], **more: Any) -> None:
    gives = {"trust-measurement": {"knowledge": ["non-response-bias"]}}
    measure = {"kind": "training", "title": {"nl": "Cursus"}, "gives": gives, "owner": "unit", **more}
    whole["spec"]["measures"]["a-course"] = measure


def test_a_new_measure_helps_with_the_gap_whose_components_it_brings() -> None:
    said = changed(lambda whole: give(whole, people=True))
    [helps] = [one for one in said if one.startswith("Dit helpt om het tekort bij")]
    assert "Vertrouwen" in helps
    assert '"Cursus"' in helps
    assert not [one for one in said if one.startswith("Wie dit doet")]


def test_a_new_measure_without_people_says_so() -> None:
    said = changed(give)
    assert [one for one in said if one.startswith("Wie dit doet")]
    ownerless = changed(lambda whole: give(whole, owner="", people=True))
    assert [one for one in ownerless if one.startswith("Wie dit doet")]


def test_a_measure_that_brings_nothing_missing_helps_with_nothing() -> None:
    said = changed(lambda whole: give(whole, gives={}))
    assert not [one for one in said if one.startswith("Dit helpt")]


@pytest.mark.parametrize(("level", "words"), [(2, "wordt kleiner: 1"), (3, "is weggewerkt")])
def test_a_level_that_is_reached_makes_the_gap_smaller(level: int, words: str) -> None:
    def reach(whole: dict[str, Any]) -> None:
        held = whole["spec"]["capabilities"]["procedural-justice"]
        held["level"], held["missing"] = level, {}

    assert [one for one in changed(reach) if words in one]


def test_what_no_need_asks_for_is_told_when_it_comes() -> None:
    before = example("zoutkade").bundle
    whole = before.model_dump(mode="json")
    del whole["features"]["report"]
    for need in whole["spec"]["needs"].values():
        need["asksFor"].pop("feedback-closure", None)
    without = Bundle.model_validate(whole)
    whole["features"]["report"] = before.model_dump(mode="json")["features"]["report"]
    change = plan_changes(without, Bundle.model_validate(whole), registry(), language="nl")
    assert change is not None
    assert [one for one in change.sentences if one.startswith("Geen behoefte van de mensen hier")]

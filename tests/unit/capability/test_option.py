"""Measures compared: gates, what an app can bring, and what stands beside the value."""

from __future__ import annotations

import math
from typing import Any

import pytest
from capability_picture import picture, study

from koban.capability.option import Option, compare_options
from koban.capability.picture import Picture

NEEDS = {"n": {"rated": {"officers": {"severity": 5, "reach": 5}}, "asksFor": {"c": 2}}}
ALL = {"knowledge": ["k1", "k2"], "skills": ["s1", "s2"], "technologies": ["t1", "t2"]}
READY = {"owner": "unit", "budget": True, "people": True}


def options(place: Picture) -> dict[str, Option]:
    return {one.name: one for one in compare_options(place)}


def with_measure(**measure: Any) -> Option:
    return options(picture(NEEDS, measures={"m": {"gives": {"c": ALL}, **READY, **measure}}))["m"]


@pytest.mark.parametrize("gate", ["legalBasis", "dpia", "noProhibitedAi", "alternative"])
def test_a_shut_gate_keeps_a_measure_out_of_the_ranking(gate: str) -> None:
    assert with_measure(gates={gate: True}).rank_value == pytest.approx(50 * 0.4)
    shut = with_measure(gates={gate: False})
    assert shut.rank_value is None
    assert len(shut.shut) == 1
    place = picture(NEEDS, measures={"m": {"gives": {"c": ALL}, **READY, "gates": {gate: False}}})
    assert [one.name for one in compare_options(place)] == ["nothing", "m"]


def test_gates_are_told_from_the_manifest_where_nobody_says() -> None:
    app = {"app": {"kind": "technology", "feature": "report", "gives": {"c": ALL}}}
    bare = picture(NEEDS, measures=app, collecting=frozenset({"report"}))
    assert options(bare)["app"].shut == ("dpia", "alternative")
    unit = {"name": {"en": "Unit"}, "phone": "+00 000 000", "whenEmpty": {"en": "Call"}}
    whole = {"unit": unit, "privacy": {"dpia": {"link": "dpia.md", "date": "2026-01-01"}}}
    settled = picture(NEEDS, measures=app, collecting=frozenset({"report"}), spec=whole)
    assert options(settled)["app"].shut == ()


def test_features_give_technologies_only_so_no_app_alone_closes_a_gap() -> None:
    app, course = with_measure(kind="technology", gates={"alternative": True}), with_measure(kind="training")
    assert [one.share for one in app.closings] == [2 / 6]
    assert [one.share for one in course.closings] == [1.0]


def test_the_share_is_of_what_is_missing() -> None:
    held = {"c": {"level": 1, "missing": {"skills": ["s1"], "technologies": ["t1", "t2"]}}}
    place = picture(NEEDS, held, {"m": {"gives": {"c": {"skills": ["s1", "s2"], "technologies": ["t1"]}}}})
    (closing,) = options(place)["m"].closings
    assert closing.share == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("lacking", "factor"), [((), 1.0), (("people",), 0.7), (("people", "budget"), 0.4), (READY, 0.4)]
)
def test_what_is_lacking_makes_it_less_deliverable(lacking: Any, factor: float) -> None:
    measure = {key: value for key, value in READY.items() if key not in lacking}
    place = picture(NEEDS, measures={"m": {"gives": {"c": ALL}, **measure}})
    assert options(place)["m"].deliverability == factor


def test_the_cost_lowers_the_rank_and_not_the_value() -> None:
    free, dear = with_measure(), with_measure(cost=99_000)
    assert free.value == dear.value
    assert dear.rank_value == pytest.approx(dear.value / (1 + math.log10(100)))


def test_doing_nothing_is_always_there_and_worth_nothing() -> None:
    place = picture(NEEDS, measures={"no-cameras": {"kind": "nothing", "gives": {"c": ALL}}})
    found = options(place)
    assert (found["nothing"].value, found["nothing"].trial) == (0, False)
    assert found["no-cameras"].value == 0
    assert compare_options(place)[-1].kind == "nothing"


def test_an_unknown_effect_makes_it_a_trial() -> None:
    studies = {"a": study("positive", 3), "b": study("not-tested", 1)}
    place = picture(
        NEEDS,
        measures={"known": {"evidence": ["a"]}, "tried": {"evidence": ["b"]}, "new": {}},
        evidence=studies,
    )
    assert {name for name, one in options(place).items() if one.trial} == {"tried", "new"}


def test_done_measures_are_no_options_and_taken_proposals_stand_once() -> None:
    offered = {name: {"gives": {"c": ALL}} for name in ("as-option", "same-name", "free")}
    measures = {
        "own": {"option": "as-option"},
        "same-name": {"gives": {"c": ALL}},
        "over": {"done": "2026-01-01"},
    }
    found = compare_options(picture(NEEDS, measures=measures, offered=offered))
    assert sorted((one.name, one.proposed) for one in found) == [
        ("free", True),
        ("nothing", False),
        ("own", False),
        ("same-name", False),
    ]
    assert {one.name: one for one in found}["own"].value > 0


def test_a_study_that_two_name_counts_once() -> None:
    offered = {"o": {"gives": {"c": ALL}, "evidence": ["a"]}}
    place = picture(
        NEEDS,
        measures={"m": {"option": "o", "evidence": ["b", "a"]}},
        offered=offered,
        evidence={"a": study("positive", 4), "b": study("null")},
    )
    found = options(place)["m"]
    assert (found.entries, found.evidence_factor) == (("b", "a"), pytest.approx(0.55))

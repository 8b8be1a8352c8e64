"""What a scenario would do to needs and gaps."""

from __future__ import annotations

from typing import Any

import pytest
from capability_picture import capability, picture

from koban.capability.foresight import expected_context, look_ahead, robust_gaps
from koban.capability.picture import Picture

RATED = {"officers": {"severity": 2, "reach": 3}}


def place(held: dict[str, Any] | None = None, **scenario: Any) -> Picture:
    entry = {
        "title": {"en": "Ageing"},
        "story": {"en": "More are old."},
        "context": {},
        "shifts": {},
        "new": {},
    }
    return picture(
        {"n": {"rated": RATED, "asksFor": {"c": 2}}},
        held,
        spec={
            "context": {
                "age": {"value": 20, "source": "office", "asOf": "2026-01-01", "expected": {"2035": 30}}
            }
        },
        capabilities={"c": capability(), "d": capability()},
        scenarios={"s": {**entry, **scenario}},
    )


def shift(severity: float = 0, reach: float = 0, wanted: int = 0) -> dict[str, float]:
    return {"severity": severity, "reach": reach, "wanted": wanted}


@pytest.mark.parametrize(
    ("term", "severity", "wanted"), [("short", 2 + 2 / 3, 2), ("mid", 2 + 4 / 3, 3), ("long", 4, 3)]
)
def test_a_shift_comes_in_thirds(term: Any, severity: float, wanted: int) -> None:
    (outlook,) = look_ahead(place({"c": {"level": 1}}, shifts={"c": shift(2, wanted=1)}), "s", term)
    score = 100 * (0.3 * severity + 0.2 * 3) / 0.5 / 5
    assert outlook.then.wanted == wanted
    assert outlook.then.priority == pytest.approx(score * (wanted - 1) / 4)
    assert outlook.change == "grows"


def test_ratings_and_levels_stay_on_their_scales() -> None:
    (worse,) = look_ahead(place(shifts={"c": shift(4, 4, 4)}), "s", "long")
    assert (worse.then.wanted, worse.then.priority) == (4, 100)
    (better,) = look_ahead(place(shifts={"c": shift(-4, -4, -4)}), "s", "long")
    assert (better.then.gap, better.change) == (0, "closes")


def test_a_capability_that_nobody_asks_for_today_appears() -> None:
    found = {one.capability: one for one in look_ahead(place(new={"d": 3}), "s", "long")}
    assert (found["d"].today, found["d"].then.gap, found["d"].change) == (None, 3, "appears")
    assert found["c"].change == "stays"
    short = {one.capability: one.then.gap for one in look_ahead(place(new={"d": 3}), "s", "short")}
    assert short["d"] == 1


def test_a_retired_capability_does_not_come_back_by_a_scenario() -> None:
    before = place(new={"d": 3})
    known = before.known.model_copy(update={"retired": {"d": {"en": "Not here"}}})
    assert [one.capability for one in look_ahead(Picture(before.spec, known), "s", "long")] == ["c"]


def test_robust_gaps_are_open_today_and_at_every_term_under_every_scenario() -> None:
    kept = place(shifts={"c": shift(1)}, new={"d": 4})
    assert robust_gaps(kept) == ["c"]
    entry = kept.known.scenarios["s"]
    easing = kept.known.model_copy(
        update={"scenarios": {"s": entry, "t": {**entry, "shifts": {"c": shift(wanted=-2)}}}}
    )
    assert robust_gaps(Picture(kept.spec, easing)) == []


def test_the_context_is_shifted_by_the_same_share() -> None:
    assert expected_context(place(context={"age": 6, "unknown": 1}), "s", "short") == {"age": (20, 22)}


def test_a_scenario_that_is_not_known() -> None:
    with pytest.raises(KeyError):
        look_ahead(place(), "other", "long")

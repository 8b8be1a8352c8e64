"""How much a ranking hangs on the weights."""

from __future__ import annotations

from capability_picture import picture

from koban.capability.need import CRITERIA, Weights
from koban.capability.sensitivity import steadiness, variations


def test_each_weight_is_halved_and_made_half_as_large_again() -> None:
    made = list(variations())
    assert [(criterion, factor) for criterion, factor, _ in made] == [
        (criterion, factor) for criterion in CRITERIA for factor in (0.5, 1.5)
    ]
    criterion, factor, weights = made[3]
    assert (criterion, factor, weights) == ("reach", 1.5, Weights(reach=0.20 * 1.5))


def test_a_measure_that_hangs_on_one_weight_is_seen_to() -> None:
    """Six gaps, five places: the fifth and the sixth change places when severity weighs less or reach weighs more."""
    needs = {
        f"sure-{n}": {"rated": {"officers": {"severity": 5, "reach": 5}}, "asksFor": {f"s{n}": 4}}
        for n in range(4)
    }
    needs["bad"] = {"rated": {"officers": {"severity": 4, "reach": 1}}, "asksFor": {"bad": 4}}
    needs["wide"] = {"rated": {"officers": {"severity": 1, "reach": 5}}, "asksFor": {"wide": 4}}
    names = [*(f"s{n}" for n in range(4)), "bad", "wide"]
    measures = {f"m-{name}": {"gives": {name: {"skills": ["s1"]}}} for name in names}
    found = {one.name: (one.times, one.of) for one in steadiness(picture(needs, measures=measures))}
    assert found == {"m-s0": (10, 10), "m-s1": (10, 10), "m-s2": (10, 10), "m-s3": (10, 10), "m-bad": (8, 10)}

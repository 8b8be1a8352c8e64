"""Levels across communities, side by side."""

from __future__ import annotations

from datetime import date

from capability_picture import picture

from koban.capability.distribution import spread_levels

NEED = {"n": {"rated": {"officers": {"severity": 3, "reach": 3}}, "asksFor": {"c": 2}}}


def test_each_community_stands_at_its_own_level() -> None:
    places = {
        "one": picture(NEED, {"c": {"level": 1}}),
        "two": picture(NEED, {"c": {"level": 3}}),
        "three": picture(NEED),
        "four": picture({}, {"d": {"level": 4}}),
    }
    c, d = spread_levels(places)
    assert (c.capability, c.by_level) == ("c", (("three",), ("one",), (), ("two",), ()))
    assert (c.counts, c.wanting) == ((1, 1, 0, 1, 0), ("one", "three"))
    assert (d.capability, d.counts, d.wanting) == ("d", (0, 0, 0, 0, 1), ())


def test_retired_ones_are_left_out_and_old_proof_counts() -> None:
    old = {"level": 2, "proof": [{"title": {"en": "x"}, "date": "2020-01-01"}]}
    gone = picture({}, {"c": old, "d": {"level": 1}}, retired={"d": {"en": "Not here"}})
    (spread,) = spread_levels({"one": gone}, date(2026, 1, 1))
    assert (spread.capability, spread.counts) == ("c", (0, 1, 0, 0, 0))

"""Levels across communities, side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from capability_picture import picture

from koban.capability.distribution import join_spreads, spread_levels

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


def test_communities_read_one_by_one_make_the_same() -> None:
    places = {
        "one": picture(NEED, {"c": {"level": 1}}),
        "two": picture(NEED, {"c": {"level": 3}, "d": {"level": 1}}),
        "three": picture(NEED),
    }
    parts = [part for name, one in reversed(places.items()) for part in spread_levels({name: one})]
    assert join_spreads(parts) == [
        replace(
            one,
            by_level=tuple(tuple(sorted(names)) for names in one.by_level),
            wanting=tuple(sorted(one.wanting)),
        )
        for one in spread_levels(places)
    ]

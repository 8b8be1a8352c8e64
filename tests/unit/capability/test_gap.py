"""Gaps: what is asked for against what is held."""

from __future__ import annotations

from datetime import date

from capability_picture import capability, picture, study

from koban.capability.gap import find_gaps

FIVES = {"officers": {"severity": 5, "reach": 5}}
THREES = {"officers": {"severity": 3, "reach": 3}}


def test_closed_gaps_are_listed_and_not_scored() -> None:
    place = picture({"n": {"rated": FIVES, "asksFor": {"c": 2}}}, {"c": {"level": 3}})
    (gap,) = find_gaps(place)
    assert (gap.gap, gap.priority, gap.missing, gap.wanted, gap.held.level) == (0, 0.0, {}, 2, 3)


def test_retired_capabilities_are_left_out() -> None:
    place = picture({"n": {"rated": FIVES, "asksFor": {"c": 2, "d": 2}}}, retired={"c": {"en": "Not here"}})
    assert [gap.capability for gap in find_gaps(place)] == ["d"]


def test_the_need_that_presses_most_gives_the_priority() -> None:
    needs = {"small": {"rated": THREES, "asksFor": {"c": 4}}, "big": {"rated": FIVES, "asksFor": {"c": 2}}}
    (gap,) = find_gaps(picture(needs, {"c": {"level": 1}}))
    assert gap.needs == ("small", "big")
    assert (gap.wanted, gap.gap, gap.priority) == (4, 3, 60 * 3 / 4)


def test_what_nobody_rated_is_open_and_said_to_be_unrated() -> None:
    needs = {"n": {"asksFor": {"c": 2}}, "m": {"rated": FIVES, "asksFor": {"d": 1}}}
    first, second = find_gaps(picture(needs))
    assert (first.capability, first.rated) == ("d", True)
    assert (second.capability, second.rated, second.gap, second.priority) == ("c", False, 2, 0.0)


def test_evidence_never_moves_a_gap() -> None:
    needs = {"n": {"rated": FIVES, "asksFor": {"c": 2, "d": 2}}}
    entries = {"c": capability(evidence=["bad"]), "d": capability()}
    place = picture(needs, capabilities=entries, evidence={"bad": study("negative", 4)})
    c, d = find_gaps(place)
    assert c.priority == d.priority
    assert (c.effect, c.entries, d.effect, d.entries) == ("negative", ("bad",), "unknown", ())


def test_the_day_is_the_first_and_measures_are_those_that_bring_something() -> None:
    needs = {
        "late": {"asksFor": {"c": 2}, "by": "2028-01-01"},
        "soon": {"asksFor": {"c": 1}, "by": "2027-01-01"},
    }
    measures = {"own": {"gives": {"c": {"skills": ["s1"]}}}, "other": {}, "taken": {"option": "offered"}}
    (gap,) = find_gaps(picture(needs, measures=measures, offered={"offered": {"gives": {"c": {}}}}))
    assert (gap.by, gap.measures) == (date(2027, 1, 1), ("own", "taken"))

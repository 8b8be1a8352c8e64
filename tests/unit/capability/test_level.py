"""The level that counts: what was declared, less what the rules of the ladder take away."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from capability_picture import capability

from koban.capability.level import Held, level_held, missing_components
from koban.model.community import Assessment

CO_ACTIVE = capability(approach="co-active")


def held(level: int, entry: dict[str, Any] | None = None, today: date | None = None, **said: Any) -> Held:
    assessment = Assessment.model_validate({"level": level, "assessed": "2026-01-01", **said})
    return level_held(assessment, entry or capability(), today)


def panel(level: int) -> dict[str, Any]:
    return {"by": "panel", "level": level, "date": "2026-01-01"}


def test_what_nobody_assessed_is_absent_and_wholly_missing() -> None:
    assert level_held(None, capability()).level == 0
    assert missing_components(None, capability()) == {
        "knowledge": ["k1", "k2"],
        "skills": ["s1", "s2"],
        "technologies": ["t1", "t2"],
    }


@pytest.mark.parametrize(("declared", "counts"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 2)])
def test_co_active_counts_no_higher_than_2_without_a_panel(declared: int, counts: int) -> None:
    found = held(declared, CO_ACTIVE)
    assert found.level == counts
    assert found.because == (("no-panel",) if counts < declared else ())
    assert held(declared).level == declared


@pytest.mark.parametrize(("declared", "seen", "counts"), [(3, 1, 1), (1, 3, 1), (4, 4, 4), (2, 0, 0)])
def test_co_active_counts_the_lower_of_unit_and_panel(declared: int, seen: int, counts: int) -> None:
    found = held(declared, CO_ACTIVE, panel=panel(seen))
    assert (found.level, found.declared, found.panel) == (counts, declared, seen)
    assert found.because == (("panel",) if counts < declared else ())


def test_a_panel_is_shown_and_lowers_nothing_where_people_do_not_act_together() -> None:
    found = held(3, panel=panel(1))
    assert (found.level, found.panel) == (3, 1)


@pytest.mark.parametrize("kind", ["knowledge", "skills", "technologies"])
def test_level_2_wants_something_of_all_three_kinds(kind: str) -> None:
    every = list(capability()[kind])
    assert held(2, missing={kind: every}).level == 1
    assert held(2, missing={kind: every}).because == ("components",)
    assert held(2, missing={kind: every[:1]}).level == 2
    assert held(1, missing={kind: every}) == held(1)


def test_no_level_is_skipped() -> None:
    """What fails level 2 falls to 1, however high it was declared."""
    found = held(4, CO_ACTIVE, panel=panel(4), missing={"skills": ["s1", "s2"]})
    assert found.level == 1
    assert found.because == ("components",)


def test_a_kind_without_components_asks_for_nothing() -> None:
    assert held(3, capability(technologies={})).level == 3


def proof(*days: str) -> list[dict[str, str]]:
    return [{"title": {"en": "A record"}, "date": day} for day in days]


@pytest.mark.parametrize(
    ("day", "today", "counts"),
    [
        ("2025-01-15", "2026-07-15", 3),
        ("2025-01-15", "2026-07-16", 2),
        ("2025-08-31", "2027-02-28", 3),
        ("2025-08-31", "2027-03-01", 2),
    ],
)
def test_proof_older_than_18_months_costs_a_level(day: str, today: str, counts: int) -> None:
    found = held(3, today=date.fromisoformat(today), proof=proof(day))
    assert found.level == counts
    assert found.because == (("proof",) if counts < 3 else ())


def test_one_proof_that_is_young_enough_carries_the_level() -> None:
    today = date(2026, 11, 27)
    assert held(3, today=today, proof=proof("2024-01-01", "2026-06-01")).level == 3
    assert held(3, today=today, proof=proof("2024-01-01", "2025-01-01")).level == 2


def test_without_a_day_nothing_ages_and_absent_stays_absent() -> None:
    assert held(3, proof=proof("1999-01-01")).level == 3
    assert held(0, today=date(2026, 1, 1), proof=proof("1999-01-01")).level == 0


def test_whether_there_is_proof_at_all_is_told() -> None:
    assert held(1, proof=proof("2026-01-01")).proven
    assert not held(1).proven

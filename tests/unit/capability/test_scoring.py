"""The scoring, recomputed by a second implementation on 1,000 made-up communities."""

from __future__ import annotations

import random
from typing import Any

import pytest
import scoring_again as again
from capability_picture import capability, picture, study

from koban.capability.gap import find_gaps
from koban.capability.need import Weights, score_need
from koban.capability.option import compare_options
from koban.capability.picture import Picture
from koban.capability.sensitivity import steadiness

WORLDS = 1_000
EFFECTS = ["positive", "mixed", "null", "negative", "not-tested"]


def some(chance: random.Random, names: Any) -> list[str]:
    return [name for name in names if chance.random() < 0.5]


def ratings(chance: random.Random) -> dict[str, int]:
    kept = [c for c in ("trustImpact", "urgency", "equity") if chance.random() < 0.5]
    return {criterion: chance.randint(1, 5) for criterion in ("severity", "reach", *kept)}


def components(chance: random.Random, entry: dict[str, Any]) -> dict[str, list[str]]:
    return {kind: some(chance, entry[kind]) for kind in again.KINDS}


def measure(chance: random.Random, world: dict[str, Any]) -> dict[str, Any]:
    gives = {name: components(chance, entry) for name, entry in world["catalogue"].items()}
    return {
        "kind": chance.choice(["training", "partnership", "procedure", "technology"]),
        "gives": {name: gives[name] for name in some(chance, gives)},
        "evidence": some(chance, world["register"]),
        "owner": chance.random() < 0.7,
        "budget": chance.random() < 0.7,
        "people": chance.random() < 0.7,
        "cost": chance.choice([None, 0, round(chance.uniform(0, 1e5), 2)]),
        "gates": {"alternative": True, **({"dpia": False} if chance.random() < 0.1 else {})},
    }


def made_up(seed: int) -> dict[str, Any]:
    chance = random.Random(seed)
    catalogue = {
        f"c{n}": capability(approach=chance.choice(["proactive", "reactive", "co-active"])) for n in range(5)
    }
    world: dict[str, Any] = {
        "catalogue": catalogue,
        "register": {
            f"e{n}": study(chance.choice(EFFECTS), chance.randint(0, 4)) for n in range(chance.randint(0, 5))
        },
        "retired": some(chance, catalogue) if chance.random() < 0.2 else [],
        "needs": {
            f"n{n}": {
                "rated": {
                    body: ratings(chance) for body in some(chance, ["officers", "panel", "other-panel"])
                },
                "asksFor": {name: chance.randint(0, 4) for name in some(chance, catalogue)},
            }
            for n in range(chance.randint(1, 4))
        },
        "held": {
            name: {
                "level": chance.randint(0, 4),
                "panel": chance.choice([None, 0, 1, 2, 3, 4]),
                "missing": components(chance, catalogue[name]),
            }
            for name in some(chance, catalogue)
        },
    }
    world["measures"] = {f"m{n}": measure(chance, world) for n in range(chance.randint(0, 9))}
    return world


def as_picture(world: dict[str, Any]) -> Picture:
    held = {
        name: {
            "level": one["level"],
            "missing": one["missing"],
            "panel": None
            if one["panel"] is None
            else {"by": "panel", "level": one["panel"], "date": "2026-01-01"},
        }
        for name, one in world["held"].items()
    }
    measures = {
        name: {**one, "owner": "unit" if one["owner"] else ""} for name, one in world["measures"].items()
    }
    return picture(
        world["needs"],
        held,
        measures,
        capabilities=world["catalogue"],
        evidence=world["register"],
        retired={name: {"en": "Not here"} for name in world["retired"]},
    )


@pytest.fixture(scope="module")
def worlds() -> list[tuple[dict[str, Any], Picture]]:
    made = [made_up(seed) for seed in range(WORLDS)]
    return [(world, as_picture(world)) for world in made]


def test_need_scores(worlds) -> None:
    unrated = 0
    for world, place in worlds:
        for name, need in world["needs"].items():
            expected = again.need_score(need["rated"], again.WEIGHTS)
            found = score_need(place.spec.needs[name]).score
            unrated += expected is None
            assert found == (None if expected is None else pytest.approx(expected))
    assert unrated


def test_gaps_and_their_priorities(worlds) -> None:
    for world, place in worlds:
        expected = again.gaps(world, again.WEIGHTS)
        found = find_gaps(place)
        assert {one.capability: (one.gap, one.held.level) for one in found} == {
            name: (one["gap"], one["level"]) for name, one in expected.items()
        }
        for one in found:
            assert one.priority == pytest.approx(expected[one.capability]["score"])
        order = [round(one.priority, 9) for one in found]
        assert order == sorted(order, reverse=True)


def test_values_and_ranks_of_measures(worlds) -> None:
    for world, place in worlds:
        expected = again.values(world, again.WEIGHTS)
        found = compare_options(place)
        ranked = [one for one in found if one.rank_value is not None]
        assert {one.name for one in ranked} == expected.keys()
        for one in ranked:
            assert one.value == pytest.approx(expected[one.name]["value"])
            assert one.rank_value == pytest.approx(expected[one.name]["rank"])
        ranks = [round(one.rank_value, 9) for one in ranked]
        assert ranks == sorted(ranks, reverse=True)
        assert [one.rank_value for one in found[len(ranked) :]] == [None] * (len(found) - len(ranked))


def test_how_often_a_measure_stays_among_the_first_five(worlds) -> None:
    moved = 0
    for world, place in worlds:
        found = {one.name: one.times for one in steadiness(place)}
        assert found == again.steadiness(world)
        moved += any(times < 10 for times in found.values())
    assert moved


def test_the_weights_are_those_of_the_description() -> None:
    assert list(Weights().table().values()) == list(again.WEIGHTS.values())
    assert sum(again.WEIGHTS.values()) == pytest.approx(1)

"""The scoring written a second time, from its description alone, so that the two can be held against each other.

Works on plain dicts and lists; imports nothing of KOBAN.
"""

from __future__ import annotations

import math
from typing import Any

WEIGHTS = {"severity": 0.30, "reach": 0.20, "trustImpact": 0.20, "urgency": 0.15, "equity": 0.15}
KINDS = ["knowledge", "skills", "technologies"]


def need_score(rated: dict[str, dict[str, int]], weights: dict[str, float]) -> float | None:
    """100 * sum(weight * mean rating) / 5, the weights of what nobody rated shared out among the rest."""
    numerator, denominator = 0.0, 0.0
    for criterion, weight in weights.items():
        given = [ratings[criterion] for ratings in rated.values() if ratings.get(criterion) is not None]
        if given:
            numerator += weight * sum(given) / len(given)
            denominator += weight
    return 100 * (numerator / denominator) / 5 if denominator else None


def level(held: dict[str, Any] | None, capability: dict[str, Any]) -> int:
    """The level that counts, on a day on which no proof is old."""
    if held is None:
        return 0
    found = held["level"]
    if capability["approach"] == "co-active":
        found = min(found, held["panel"]) if held["panel"] is not None else min(found, 2)
    for kind in KINDS:
        if capability[kind] and not [c for c in capability[kind] if c not in held["missing"][kind]]:
            found = min(found, 1)
    return found


def gaps(world: dict[str, Any], weights: dict[str, float]) -> dict[str, dict[str, Any]]:
    """Capability -> its gap, what is missing and its score: need score * gap / 4, of the need that presses most."""
    found: dict[str, dict[str, Any]] = {}
    for need in world["needs"].values():
        score = need_score(need["rated"], weights) or 0.0
        for name, wanted in need["asksFor"].items():
            if name in world["retired"]:
                continue
            capability, held = world["catalogue"][name], world["held"].get(name)
            has = level(held, capability)
            size = max(wanted - has, 0)
            entry = found.setdefault(name, {"gap": 0, "score": 0.0, "level": has})
            entry["gap"] = max(entry["gap"], size)
            entry["score"] = max(entry["score"], score * size / 4)
            entry["missing"] = [
                (kind, component)
                for kind in KINDS
                for component in (capability[kind] if held is None else held["missing"][kind])
            ]
    return found


def factor(studies: list[dict[str, Any]]) -> float:
    """Mean over the entries, those without a finding counting as none."""
    if not studies:
        return 0.4
    total = 0.0
    for one in studies:
        match one["effect"], one["strength"]:
            case "null" | "negative", _:
                total += 0.1
            case "mixed", _:
                total += 0.5
            case "positive", 4:
                total += 1.0
            case "positive", 3:
                total += 0.9
            case "positive", 2:
                total += 0.7
            case "positive", 1:
                total += 0.5
            case _:
                total += 0.4
    return total / len(studies)


def values(world: dict[str, Any], weights: dict[str, float]) -> dict[str, dict[str, float]]:
    """Measure -> value and rank value, for those that no gate shuts out."""
    open_gaps = {name: gap for name, gap in gaps(world, weights).items() if gap["gap"] > 0}
    found = {"nothing": {"value": 0.0, "rank": 0.0}}
    for name, measure in world["measures"].items():
        if any(measure["gates"].get(gate) is False for gate in measure["gates"]):
            continue
        closed = 0.0
        for capability, given in measure["gives"].items():
            gap = open_gaps.get(capability)
            if gap and gap["missing"]:
                kinds = ["technologies"] if measure["kind"] == "technology" else KINDS
                brought = [c for c in gap["missing"] if c[0] in kinds and c[1] in given.get(c[0], [])]
                closed += gap["score"] * len(brought) / len(gap["missing"])
        lacking = [measure["owner"], measure["budget"], measure["people"]].count(False)
        value = closed * factor([world["register"][one] for one in measure["evidence"]])
        value *= {0: 1.0, 1: 0.7}.get(lacking, 0.4)
        found[name] = {"value": value, "rank": value / (1 + math.log10(1 + (measure["cost"] or 0) / 1000))}
    return found


def first_five(world: dict[str, Any], weights: dict[str, float]) -> list[str]:
    """The best five that are worth anything."""
    ranked = [
        (-round(one["rank"], 9), name) for name, one in values(world, weights).items() if one["value"] > 0
    ]
    return [name for _, name in sorted(ranked)][:5]


def steadiness(world: dict[str, Any]) -> dict[str, int]:
    """Measure of the first five -> in how many of ten variations it is among the first five."""
    others = [
        first_five(world, {**WEIGHTS, criterion: weight * times})
        for criterion, weight in WEIGHTS.items()
        for times in (0.5, 1.5)
    ]
    return {name: sum(name in one for one in others) for name in first_five(world, WEIGHTS)}

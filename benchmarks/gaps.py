"""The gaps of very many communities, beside the least that any program would do: the same sums over plain dicts."""

from __future__ import annotations

import json
import random
import time
from typing import Any

from koban.capability.gap import find_gaps
from koban.capability.picture import Picture
from koban.model.bundle import Known
from koban.model.community import CommunitySpec

_NEEDS, _ASKED, _CATALOGUE = 5, 4, 39
_KINDS = ("knowledge", "skills", "technologies")
_WEIGHTS = {"severity": 0.30, "reach": 0.20, "trustImpact": 0.20, "urgency": 0.15, "equity": 0.15}


def measure_gaps(communities: int) -> dict[str, Any]:
    """Seconds for all gaps of `communities`, each with five needs that ask for four capabilities each."""
    catalogue = {f"capability-{number}": _capability() for number in range(_CATALOGUE)}
    specs = [_spec(number, list(catalogue)) for number in range(communities)]
    known = Known.model_validate({"capabilities": catalogue})
    pictures = [Picture(CommunitySpec.model_validate(spec), known) for spec in specs]
    began, working = time.perf_counter(), time.process_time()
    found = sum(len(find_gaps(picture)) for picture in pictures)
    took, worked = time.perf_counter() - began, time.process_time() - working
    began = time.perf_counter()
    plain = sum(len(_plain(spec)) for spec in specs)
    floor = time.perf_counter() - began
    if plain != found:
        raise ValueError(f"the two disagree: {found} gaps and {plain}")
    return {
        "communities": communities,
        "gaps": found,
        "koban_seconds": round(took, 2),
        "koban_processor_seconds": round(worked, 2),
        "plain_seconds": round(floor, 2),
    }


def _capability() -> dict[str, Any]:
    words = {"en": "Something"}
    parts = {kind: {f"{kind}-{number}": words for number in range(3)} for kind in _KINDS}
    return {"title": words, "definition": words, "approach": "co-active", "evidence": [], **parts}


def _spec(number: int, names: list[str]) -> dict[str, Any]:
    chance = random.Random(number)
    held = chance.sample(names, 12)
    return {
        "title": {"en": f"Place {number}"},
        "languages": ["en"],
        "needs": {
            f"need-{n}": {
                "statement": {"en": "An outcome"},
                "rated": {
                    body: {criterion: chance.randint(1, 5) for criterion in _WEIGHTS}
                    for body in ("officers", "panel")
                },
                "asksFor": {name: chance.randint(1, 4) for name in chance.sample(names, _ASKED)},
            }
            for n in range(_NEEDS)
        },
        "capabilities": {
            name: {
                "level": chance.randint(0, 4),
                "assessed": "2026-01-01",
                "missing": {"skills": ["skills-1"]},
                "panel": {"by": "panel", "level": chance.randint(0, 4), "date": "2026-01-01"},
            }
            for name in held
        },
    }


def _plain(spec: dict[str, Any]) -> list[tuple[float, str]]:
    found: dict[str, float] = {}
    for need in spec["needs"].values():
        rated = need["rated"].values()
        means = {criterion: sum(one[criterion] for one in rated) / len(rated) for criterion in _WEIGHTS}
        score = 100 * sum(weight * means[criterion] for criterion, weight in _WEIGHTS.items()) / 5
        for name, wanted in need["asksFor"].items():
            held = spec["capabilities"].get(name)
            level = min(held["level"], held["panel"]["level"]) if held else 0
            found[name] = max(found.get(name, 0.0), score * max(0, wanted - level) / 4)
    return sorted((-score, name) for name, score in found.items())


if __name__ == "__main__":
    print(json.dumps(measure_gaps(10_000), indent=2))

"""What research says of a capability or a measure, in one word and in one factor. Unknown stays unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

UNKNOWN = "unknown"
NOT_TESTED = "not-tested"
FACTORS: Mapping[str, float] = {"mixed": 0.5, "null": 0.1, "negative": 0.1, NOT_TESTED: 0.4}
"""Direction of the effect -> factor, whatever the strength."""
POSITIVE: Mapping[int, float] = {4: 1.0, 3: 0.9, 2: 0.7, 1: 0.5, 0: 0.4}
"""Strength of a study with a positive effect -> factor. Theory alone counts as if nothing had been studied."""
NOTHING = 0.4
"""Factor where nothing is known: not punished to zero, and tried out only as a trial."""


def effect_of(entries: Sequence[Mapping[str, Any]]) -> str:
    """The direction on which all entries agree, `mixed` if they do not, `unknown` if there is none.

    What tested no effect has no direction, so it contradicts nothing; where nothing else is known it is `not-tested`.
    """
    effects = {str(one["effect"]) for one in entries}
    if not effects:
        return UNKNOWN
    effects = effects - {NOT_TESTED} or effects
    return effects.pop() if len(effects) == 1 else "mixed"


def evidence_factor(entries: Iterable[Mapping[str, Any]]) -> float:
    """The mean factor of all entries; 0.4 where there is none."""
    factors = [_factor(one) for one in entries]
    return fmean(factors) if factors else NOTHING


def _factor(entry: Mapping[str, Any]) -> float:
    effect = str(entry["effect"])
    return FACTORS[effect] if effect in FACTORS else POSITIVE[int(entry["strength"])]

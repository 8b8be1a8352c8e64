"""How much a need weighs: what officers and panels say of it, put together and shown apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from statistics import fmean

from koban.model.community import Need, Ratings

_SCALE = 5


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each criterion counts. A proposal of KOBAN's own, not a finding: that is why its sensitivity is shown."""

    severity: float = 0.30
    reach: float = 0.20
    trust_impact: float = 0.20
    urgency: float = 0.15
    equity: float = 0.15

    def scaled(self, criterion: str, factor: float) -> Weights:
        """The same with one criterion counting `factor` times as much."""
        return replace(self, **{criterion: getattr(self, criterion) * factor})

    def table(self) -> dict[str, float]:
        """Criterion -> weight."""
        return {criterion: getattr(self, criterion) for criterion in CRITERIA}


CRITERIA = tuple(field.name for field in fields(Weights))


@dataclass(frozen=True, slots=True)
class NeedScore:
    """What a need weighs, with all that went into it."""

    score: float | None
    """0 to 100; None if nobody rated it."""
    means: Mapping[str, float]
    """Criterion -> mean of those who rated it, 1 to 5; without those that nobody rated."""
    by_body: Mapping[str, float]
    """`officers` or a panel -> the score by its ratings alone."""

    @property
    def spread(self) -> float:
        """How far apart the bodies are, in points of the score."""
        return max(self.by_body.values()) - min(self.by_body.values()) if self.by_body else 0.0


def score_need(need: Need, weights: Weights | None = None) -> NeedScore:
    """The mean of officers' and panels' ratings, weighed. Weights of criteria that nobody rated are spread over the others."""
    weights = weights or Weights()
    by_criterion = {
        criterion: [value for one in need.rated.values() if (value := getattr(one, criterion)) is not None]
        for criterion in CRITERIA
    }
    means = {criterion: fmean(values) for criterion, values in by_criterion.items() if values}
    bodies = {body: _weighed(_given(ratings), weights) for body, ratings in need.rated.items()}
    return NeedScore(
        _weighed(means, weights),
        means,
        {body: score for body, score in bodies.items() if score is not None},
    )


def _given(ratings: Ratings) -> dict[str, float]:
    return {
        criterion: float(value)
        for criterion in CRITERIA
        if (value := getattr(ratings, criterion)) is not None
    }


def _weighed(values: Mapping[str, float], weights: Weights) -> float | None:
    table = weights.table()
    total = sum(table[criterion] for criterion in values)
    if not total:
        return None
    return 100 * sum(table[criterion] * value for criterion, value in values.items()) / total / _SCALE

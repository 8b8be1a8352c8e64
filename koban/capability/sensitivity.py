"""How much a ranking hangs on the weights, which are a choice: each is halved and made half as large again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from koban.capability.need import CRITERIA, Weights
from koban.capability.option import compare_options
from koban.capability.picture import Picture

TOP = 5
FACTORS = (0.5, 1.5)


@dataclass(frozen=True, slots=True)
class Steadiness:
    """How often one measure stays among the first five."""

    name: str
    times: int
    of: int

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.times / self.of


def variations(weights: Weights | None = None) -> Iterator[tuple[str, float, Weights]]:
    """(criterion, factor, weights) for each weight times 0.5 and times 1.5."""
    for criterion in CRITERIA:
        for factor in FACTORS:
            yield criterion, factor, (weights or Weights()).scaled(criterion, factor)


def steadiness(picture: Picture, *, today: date | None = None) -> list[Steadiness]:
    """For each measure that is among the first five with KOBAN's own weights: how often it stays there."""
    first = top(picture, Weights(), today)
    others = [set(top(picture, weights, today)) for _, _, weights in variations()]
    return [Steadiness(name, sum(name in one for one in others), len(others)) for name in first]


def top(picture: Picture, weights: Weights, today: date | None = None) -> list[str]:
    """The first five measures that may be ranked and are worth anything."""
    ranked = [
        one.name
        for one in compare_options(picture, today=today, weights=weights)
        if one.rank_value is not None and one.value > 0
    ]
    return ranked[:TOP]

"""The levels that a force's communities hold, side by side. Never a mean: a force sees who needs what, not a figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from koban.capability.gap import LEVELS, find_gaps
from koban.capability.level import level_held
from koban.capability.picture import Picture


@dataclass(frozen=True, slots=True)
class Spread:
    """One capability over several communities."""

    capability: str
    by_level: tuple[tuple[str, ...], ...]
    """Level -> the communities that hold it, by name; five of them."""
    wanting: tuple[str, ...]
    """Communities whose needs ask for more than they hold."""

    @property
    def counts(self) -> tuple[int, ...]:
        """Level -> how many communities hold it."""
        return tuple(len(names) for names in self.by_level)


def spread_levels(pictures: Mapping[str, Picture], today: date | None = None) -> list[Spread]:
    """Every capability that any of the communities assesses or needs, by name; those that retired it are left out."""
    levels: dict[str, dict[str, int]] = {}
    wanting: dict[str, list[str]] = {}
    for community, picture in sorted(pictures.items()):
        for name, assessment in picture.spec.capabilities.items():
            if name not in picture.known.retired:
                held = level_held(assessment, picture.capability(name), today)
                levels.setdefault(name, {})[community] = held.level
        for gap in find_gaps(picture, today=today):
            levels.setdefault(gap.capability, {})[community] = gap.held.level
            if gap.gap:
                wanting.setdefault(gap.capability, []).append(community)
    return [_spread(name, levels[name], wanting.get(name, [])) for name in sorted(levels)]


def join_spreads(spreads: Iterable[Spread]) -> list[Spread]:
    """Spreads of different communities as one for each capability, by name."""
    found: dict[str, list[Spread]] = {}
    for one in spreads:
        found.setdefault(one.capability, []).append(one)
    return [
        Spread(
            name,
            tuple(
                tuple(sorted(community for one in parts for community in one.by_level[step]))
                for step in range(LEVELS + 1)
            ),
            tuple(sorted(community for one in parts for community in one.wanting)),
        )
        for name, parts in sorted(found.items())
    ]


def _spread(name: str, levels: Mapping[str, int], wanting: list[str]) -> Spread:
    by_level = tuple(
        tuple(community for community, level in levels.items() if level == step) for step in range(LEVELS + 1)
    )
    return Spread(name, by_level, tuple(wanting))

"""The levels that the communities of each force hold, out of what is served. Counts and names, no mean and no ranking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from koban.capability.distribution import Spread, join_spreads, spread_levels
from koban.capability.picture import picture_of
from koban.model.base import say
from koban.model.bundle import Bundle
from koban.store.control import ControlStore
from koban.web.charts.chart import Chart
from koban.web.charts.distribution import DistributionRow, draw_distribution

_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Levels:
    """One capability in the table."""

    title: str
    by_level: tuple[tuple[str, ...], ...]
    """Level -> the communities that hold it, by name."""
    wanting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForceLevels:
    """What one force sees."""

    title: str
    name: str
    communities: int
    chart: Chart | None
    rows: list[Levels]


@dataclass(frozen=True, slots=True)
class _Read:
    """What one bundle says."""

    force: str
    title: str
    spreads: list[Spread]
    titles: Mapping[str, str]


class LevelReader:
    """Reads each bundle once a day: proof ages by the day, and bundles never change."""

    def __init__(self, store: ControlStore) -> None:
        """Nothing is read before it is asked for."""
        self._store = store
        self._read: dict[str, _Read] = {}
        self._day = date.min

    def forces(self, today: date) -> list[ForceLevels]:
        """Every force that has a served community, by name."""
        known = self._read if self._day == today else {}
        served = {row.name: row.served for row in self._store.communities() if row.served}
        fresh: dict[str, _Read] = {}
        for name, digest in served.items():
            read = known.get(digest) or self._community(name, digest, today)
            if read is not None:
                fresh[digest] = read
        self._read, self._day = fresh, today
        by_force: dict[str, list[_Read]] = {}
        for read in fresh.values():
            by_force.setdefault(read.force, []).append(read)
        return [_force(name, reads) for name, reads in sorted(by_force.items())]

    def _community(self, name: str, digest: str, today: date) -> _Read | None:
        body = self._store.blob(digest)
        if body is None:
            return None
        bundle = Bundle.model_validate_json(body)
        first = bundle.force.language
        titles = {
            capability: say(entry["title"], _LANGUAGE, first)
            for capability, entry in bundle.known.capabilities.items()
            if "title" in entry
        }
        spreads = spread_levels({name: picture_of(bundle)}, today)
        return _Read(bundle.force.name, say(bundle.force.title, _LANGUAGE, first), spreads, titles)


def _force(name: str, reads: list[_Read]) -> ForceLevels:
    titles = {capability: title for read in reads for capability, title in read.titles.items()}
    spreads = join_spreads(spread for read in reads for spread in read.spreads)
    rows = [Levels(titles.get(one.capability, one.capability), one.by_level, one.wanting) for one in spreads]
    drawn = [DistributionRow(row.title, one.counts) for row, one in zip(rows, spreads, strict=True)]
    return ForceLevels(reads[0].title, name, len(reads), draw_distribution(drawn) if drawn else None, rows)

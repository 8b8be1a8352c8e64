"""Measuring a community's indicators once a day: features tell single cases, only numbers of enough of them are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pkgutil import resolve_name
from typing import Any

from koban.capability.anonymity import fewest_in_area
from koban.capability.reckoning import reckon
from koban.jobs.duties import Duties
from koban.jobs.means import Means
from koban.jobs.observing import Observing
from koban.jobs.progress import PROGRESS, Progress, job_id
from koban.model.indicator import Observation, Point
from koban.store.community import CommunityStore
from koban.store.records.naming import Naming
from koban.store.records.reader import Reader
from koban.web.community import Community, Instance, load_community
from koban.web.log import place_of
from koban.web.names import names_of

DAILY = timedelta(days=1)
SOON = timedelta(minutes=1)
"""After the start, so that an app that is filled with made-up records is full."""
HELD = "records-held"
"""KOBAN's own indicator of every connector: how many records it holds."""


@dataclass(frozen=True, slots=True)
class MeasureTask:
    """Measures one community once a day, and soon after it was first served."""

    means: Means
    duties: Duties

    def due(self) -> datetime | None:
        """A day after it ran last; never where nothing was ever written."""
        store, now = self._store(), self.means.clock.now()
        if not store.path.exists():
            return now + DAILY
        found = store.read().get(PROGRESS, job_id("measure", ""))
        return found.value.due if found else now + SOON

    def run(self) -> None:
        """Add what is new to the series."""
        store, now = self._store(), self.means.clock.now()
        if not store.path.exists():
            return
        added = self.means.control.series.add(self.duties.uid, self._points(now), now)
        done = Progress(due=now + DAILY, succeeded=now)
        store.write(lambda writer: writer.put(PROGRESS, done, instance="", id=job_id("measure", "")))
        self.means.log.info("indicators-measured", community=self.duties.name, points=added)

    def _points(self, now: datetime) -> list[Point]:
        community = self._community()
        names = community.names
        last = {
            (one.indicator, one.instance): one for one in self.means.control.series.latest(self.duties.uid)
        }
        found: list[Point] = []
        store = self.means.stores.named(
            self.duties.uid, Naming(names.keys, self.means.registry.kinds_of_connectors)
        )
        with store.read() as reader:
            for instance in community.instances.values():
                found += self._measured(community, instance, reader, last, now)
            found += self._held(reader, last, now)
        return found

    def _measured(
        self,
        community: Community,
        instance: Instance,
        reader: Reader,
        last: dict[tuple[str, str], Point],
        now: datetime,
    ) -> Iterator[Point]:
        indicators, key = instance.feature.indicators, community.names.key(instance.name)
        if not indicators:
            return
        observed = self._observed(community, instance, reader, now)
        population = community.spec.context.facts.get("population")
        fewest = fewest_in_area(population.value if population else None)
        for indicator in indicators:
            newest = last.get((indicator.name, key))
            own = [one for one in observed if one.indicator == indicator.name]
            yield from reckon(indicator, key, own, newest.until if newest else None, now, fewest)

    def _observed(
        self, community: Community, instance: Instance, reader: Reader, now: datetime
    ) -> list[Observation]:
        local = now.astimezone(community.time_zone)
        observing = Observing(community, instance.name, instance.config, local, reader)
        observe: Callable[[Observing], Iterable[Observation]] = resolve_name(str(instance.feature.observe))
        try:
            return list(_placed(observe(observing), _areas(community)))
        except Exception as error:  # noqa: BLE001 - a plugin's bug must not stop the other features
            self.means.log.error(  # noqa: TRY400 - a traceback may quote what people wrote
                "observing-crashed",
                community=self.duties.name,
                instance=instance.name,
                plugin=instance.plugin,
                why=place_of(error),
            )
            return []

    def _held(self, reader: Reader, last: dict[tuple[str, str], Point], now: datetime) -> Iterator[Point]:
        for name, used in self.duties.connectors.items():
            given = self.means.registry.connectors.get(used.uses)
            if given is None:
                continue
            count = sum(reader.count(type_, instance=name) for type_ in given.value.records)
            before = last.get((HELD, name))
            yield Point(HELD, name, "", before.until if before else now, now, count, None, None, count)

    def _community(self) -> Community:
        control = self.means.control
        names = names_of(control.instances(self.duties.uid, self.duties.digest))
        body = control.blob(self.duties.digest) or b""
        return load_community(
            self.duties.uid,
            self.duties.digest,
            body,
            self.means.registry,
            control.blob,
            lambda _name, _domains: ("", ""),
            names,
        )

    def _store(self) -> CommunityStore:
        return self.means.stores.of(self.duties.uid)


def _areas(community: Community) -> set[str]:
    features: Any = (community.area or {}).get("features", [])
    return {str((one.get("properties") or {}).get("name", "")) for one in features} - {""}


def _placed(observed: Iterable[Observation], areas: set[str]) -> Iterator[Observation]:
    """What people call a place themselves may say who they are: only the area's own names go further."""
    for one in observed:
        yield one if not one.area or one.area in areas else replace(one, area="")

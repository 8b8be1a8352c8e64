"""Filling an app with made-up records, so that one can see it alive. Each instance is filled once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pkgutil import resolve_name
from random import Random
from typing import Any, TypeVar

from koban.jobs.duties import Duties, duties_of
from koban.jobs.means import Means
from koban.jobs.progress import PROGRESS, Progress, job_id
from koban.model.bundle import Bundle
from koban.store.community import CommunityStore
from koban.store.named import NamedStore
from koban.store.records.naming import Naming
from koban.store.records.writer import Writer
from koban.web.community import Community, load_community
from koban.web.keyed import KEY, keyed_hash
from koban.web.names import Names, names_of

T = TypeVar("T")
NOTE = "demo"
"""The store's marker: whether to fill in made-up records."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What a feature's `demo` function is given."""

    community: Community
    instance: str
    config: Any
    """The feature's checked settings."""
    language: str
    """The community's first language."""
    now: datetime
    """Aware, in the force's time zone."""
    random: Random
    """Gives the same numbers for the same community and instance every time."""
    store: CommunityStore | NamedStore
    keyed_hash: Callable[[str], str]
    """As `Visit.keyed_hash`: how a receipt becomes a record's id."""

    def write(self, act: Callable[[Writer], T]) -> T:
        """Do `act` in one transaction; give records ids that the same run would give them again."""
        return self.store.write(act)


@dataclass(frozen=True, slots=True)
class DemoTask:
    """Fills one instance, once."""

    means: Means
    duties: Duties
    instance: str

    def due(self) -> datetime | None:
        """At once if it was never filled."""
        found = self.means.stores.of(self.duties.uid).read().get(PROGRESS, self._job(self._names()))
        return None if found is not None else self.means.clock.now()

    def run(self) -> None:
        """Call the feature's `demo` function, if it has one."""
        names, now = self._names(), self.means.clock.now()
        store = self.means.stores.named(
            self.duties.uid, Naming(names.keys, self.means.registry.kinds_of_connectors)
        )
        community = self._community()
        used = community.instances[self.instance]
        if used.feature.demo is None:
            return
        key = self.means.control.key(KEY)
        resolve_name(used.feature.demo)(
            Demo(
                community=community,
                instance=self.instance,
                config=used.config,
                language=community.languages[0],
                now=now.astimezone(community.time_zone),
                random=Random(f"{community.name}/{self.instance}"),  # noqa: S311 - must be the same every time
                store=store,
                keyed_hash=lambda text: keyed_hash(key, self.duties.uid, text),
            )
        )
        done = Progress(due=now, succeeded=now)
        store.write(lambda writer: writer.put(PROGRESS, done, instance=self.instance, id=self._job(names)))
        self.means.log.info("demo-filled", community=self.duties.name, instance=self.instance)

    def _job(self, names: Names) -> str:
        """A renamed instance is not filled anew."""
        return job_id("demo", names.key(self.instance))

    def _names(self) -> Names:
        return names_of(self.means.control.instances(self.duties.uid, self.duties.digest))

    def _community(self) -> Community:
        body = self.means.control.blob(self.duties.digest) or b""
        blob = self.means.control.blob
        return load_community(
            self.duties.uid, self.duties.digest, body, self.means.registry, blob, lambda *_: ("", "")
        )


def is_filled(means: Means, uid: str, digest: str) -> bool:
    """Whether every instance of a served community that can be filled with made-up records was."""
    body = means.control.blob(digest)
    if body is None:
        return False
    duties = duties_of(uid, digest, body)
    used = {name: one.uses for name, one in Bundle.model_validate_json(body).features.items()}
    given = {name: means.registry.features.get(feature) for name, feature in used.items()}
    fillable = [name for name, one in given.items() if one is not None and one.value.demo is not None]
    return all(DemoTask(means, duties, name).due() is None for name in fillable)

"""A reconciler on a real store with a repository in memory, a clock that is moved by hand, and a host played by the test."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from koban.manifest.tree import Entry
from koban.model.clock import FakeClock
from koban.model.condition import Condition, ConditionType
from koban.model.grants import Grants
from koban.plugin.manager import load_registry
from koban.plugin.registry import Registry
from koban.reconcile.means import Means
from koban.reconcile.service import Service
from koban.sources.errors import SourceError
from koban.store.control import ControlStore
from koban.store.data import DataStores
from koban.store.fleet.rows import CommunityRow

WORKSPACE = """\
apiVersion: koban/v1
kind: Workspace
metadata: {name: test}
spec: {title: Test, deleteBudget: %d}
"""
FORCE = """\
apiVersion: koban/v1
kind: Force
metadata: {name: haven}
spec:
  title: Politie Haven
  language: nl
  timeZone: Europe/Amsterdam
  country: NL
  emergency: {call: "112", text: Bel 112}
  purposes:
    response: {title: Antwoord, law: gdpr, retention: 90d, readers: [officer]}
    participation: {title: Meedoen, law: gdpr, retention: 365d, readers: [officer]}
  roles: {officer: ["local:haven"]}
  controllers: {police: {name: Politie Haven, contact: privacy@haven.example}}
  units:
    wijkteam: {name: Wijkteam}
"""
COMMUNITY = """\
apiVersion: koban/v1
kind: Community
metadata: {name: %s}
spec:
  title: %s
  languages: [nl]
%s  features:
    %s: true
"""
MEMORY = Path("/dev/shm")
UNIT = "  unit: {of: wijkteam}\n"


def community(name: str, title: str, *, feature: str = "news", unit: str = UNIT) -> str:
    """The text of a small manifest."""
    return COMMUNITY % (name, title, unit, feature)


def moved(name: str, title: str, old: str, **more: str) -> str:
    """A manifest that says what it was called before."""
    text = community(name, title, **more)
    return text.replace(f"{{name: {name}}}", f"{{name: {name}, movedFrom: {old}}}")


def place(name: str) -> str:
    """Where its manifest lies."""
    return f"deployments/haven/{name}/community.yaml"


class MemoryTree:
    """The files of one revision."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = {path: text.encode() for path, text in files.items()}
        self.reads: list[str] = []

    def entries(self) -> Mapping[str, Entry]:
        return {
            path: Entry(path, len(body), hashlib.sha1(body, usedforsecurity=False).hexdigest())
            for path, body in self._files.items()
        }

    def read(self, path: str) -> bytes:
        self.reads.append(path)
        return self._files[path]


class MemoryRepository:
    """Commits in a row."""

    def __init__(self) -> None:
        self.trees: list[MemoryTree] = []
        self._files: list[dict[str, str]] = []
        self.broken = False

    def commit(self, changes: Mapping[str, str | None]) -> str:
        files = dict(self._files[-1]) if self._files else {}
        for path, text in changes.items():
            if text is None:
                del files[path]
            else:
                files[path] = text
        self._files.append(files)
        self.trees.append(MemoryTree(files))
        return self.head()

    def head(self) -> str:
        if self.broken:
            raise SourceError("KB602", 'the repository has no branch called "main"', "commit to it")
        return f"r{len(self._files)}"

    def snapshot(self, revision: str) -> MemoryTree:
        return self.trees[int(revision[1:]) - 1]

    def last_touched(self, paths: Iterable[str], revision: str) -> str:
        wanted = tuple(paths)
        number = int(revision[1:])
        while number > 1 and self._part(number, wanted) == self._part(number - 1, wanted):
            number -= 1
        return f"r{number}"

    def close(self) -> None:
        """Nothing is open."""

    def _part(self, number: int, paths: tuple[str, ...]) -> dict[str, str]:
        files = self._files[number - 1]
        return {
            path: text
            for path, text in files.items()
            if any(path == one or path.startswith(f"{one}/") for one in paths)
        }


class Bench:
    """Everything a test of the reconciler needs."""

    def __init__(self, folder: Path, registry: Registry) -> None:
        self.folder, self.registry = folder, registry
        self.clock = FakeClock(datetime(2030, 1, 7, 12, tzinfo=UTC))
        self.repository = MemoryRepository()
        self.store = ControlStore.open(folder, self.clock)
        self.data = DataStores(folder, self.clock)
        self.host_lives = True
        self.code = "code-1"
        self.refusing: dict[str, str] = {}
        """Words in a bundle's title -> why the host does not want it."""
        self.service = self.start()

    def start(
        self, store: Any = None, data: Any = None, holder: str = "one", grants: Callable[[], Grants] = Grants
    ) -> Service:
        """A reconciler that has just been started."""
        means = Means(
            store or self.store, data or self.data, self.registry, self.clock, fence=0, grants=grants
        )
        self.service = Service(self.repository, means, holder)
        return self.service

    def commit(self, changes: Mapping[str, str | None]) -> str:
        return self.repository.commit(changes)

    def begin(self, *names: str, budget: int = 3) -> str:
        """The first commit, with these communities."""
        manifests = {place(name): community(name, name.title()) for name in names}
        return self.commit(
            {"koban.yaml": WORKSPACE % budget, "deployments/haven/force.yaml": FORCE} | manifests
        )

    def play_host(self) -> None:
        """What a host does: a sign of life, and a word on every candidate."""
        if not self.host_lives:
            return
        self.store.heartbeat(f"host-of-{self.code}", 1, self.code)
        for row in self.store.communities():
            if row.state == "active" and row.candidate is not None:
                body = (self.store.blob(row.candidate) or b"").decode()
                why = next((reason for words, reason in self.refusing.items() if words in body), "")
                self.store.report(f"host-of-{self.code}", row.uid, row.candidate, not why, why, self.code)

    def step(self) -> None:
        self.clock.advance(timedelta(milliseconds=400))
        self.service.step()

    def settle(self) -> None:
        """Step until nothing more happens."""
        for _ in range(60):
            self.play_host()
            self.step()
            if self.service.at_rest:
                break
        self.step()

    def row(self, name: str) -> CommunityRow:
        row = self.store.community(name)
        assert row is not None
        return row

    def condition(self, name: str, kind: ConditionType) -> Condition:
        return next(one for one in self.store.conditions(self.row(name).uid) if one.type is kind)

    def served_title(self, name: str) -> str:
        digest = self.row(name).served
        body = self.store.blob(digest) if digest else None
        assert body is not None
        return body.decode().split('"title":{"nl":"')[-1].split('"')[0]

    def close(self) -> None:
        self.data.close()
        self.store.close()


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry()


@pytest.fixture
def new_bench(registry: Registry) -> Iterator[Callable[[], Bench]]:
    """Makes benches, each with a state folder of its own; in memory where there is such a place, for thousands of commits."""
    made: list[Bench] = []
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:

        def make() -> Bench:
            made.append(Bench(Path(folder) / f"state-{len(made)}", registry))
            return made[-1]

        yield make
        for bench in made:
            bench.close()


@pytest.fixture
def bench(new_bench: Callable[[], Bench]) -> Bench:
    return new_bench()

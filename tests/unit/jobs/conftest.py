"""A fleet in a real store, with plugins made for the test."""

from datetime import timedelta
from time import perf_counter

import pytest

from koban.jobs.means import Means
from koban.jobs.service import Service
from koban.model.bundle import Bundle, Compiled, canonical, sha256
from koban.plugin.registry import Contributed, Registry
from koban.store.control import ControlStore
from koban.store.data import DataStores
from koban.testing.upstream import LOOPBACK

FORCE = {
    "name": "force",
    "title": {"en": "A force"},
    "language": "en",
    "time_zone": "Europe/Lisbon",
    "country": "PT",
    "emergency": {"call": "112", "text": {"en": "In danger? Call 112."}},
    "roles": {},
    "purposes": {
        "response": {"title": {"en": "Answering"}, "law": "gdpr", "retention": "30d", "readers": ["officer"]},
        "long": {"title": {"en": "Long"}, "law": "gdpr", "retention": "365d", "readers": ["officer"]},
    },
    "controllers": {"police": {"name": "A force", "contact": "office@force.example"}},
}


class Fleet:
    """Communities that are served, and the service that works for them."""

    timer = staticmethod(perf_counter)

    def __init__(self, folder, clock):
        self.folder, self.clock = folder, clock
        self.control = ControlStore.open(folder, clock)
        self.fence = self.control.acquire_lease("reconcile", "test", timedelta(days=1000))
        self.features, self.connectors = {}, {}
        self.start()

    def start(self):
        """Begin as a new process would."""
        self.stores = DataStores(self.folder, self.clock)
        registry = Registry(
            features={one.name: Contributed("test", "1", one) for one in self.features.values()},
            connectors={one.name: Contributed("test", "1", one) for one in self.connectors.values()},
        )
        self.means = Means(self.control, self.stores, registry, self.clock, LOOPBACK, chance=lambda: 0.5)
        self.service = Service(self.means)

    def serve(self, name, features=None, connectors=None, files=None, moved=None):
        """Have a bundle served; returns the community's store. `moved`: instance -> what it was called before."""
        moved = moved or {}
        blobs = {sha256(body): body for body in (files or {}).values()}
        bundle = Bundle.model_validate(
            {
                "name": name,
                "force": FORCE,
                "languages": ["en"],
                "spec": {"title": {"en": name}, "languages": ["en"]},
                "features": {
                    key: {
                        "uses": moved.get(key, key),
                        "plugin": "test",
                        "config": config,
                        "moved_from": moved.get(key),
                    }
                    for key, config in (features or {}).items()
                },
                "connectors": {key: {"plugin": "test", **used} for key, used in (connectors or {}).items()},
                "known": {},
                "files": {path: sha256(body) for path, body in (files or {}).items()},
            }
        )
        body = canonical(bundle.model_dump(mode="json"))
        row = self.control.adopt(name, "force")
        compiled = Compiled(bundle, body, sha256(body), blobs)
        self.control.set_candidate(row.uid, compiled.digest, "r", compiled, self.fence)
        self.control.serve(row.uid, compiled.digest, "r", "test", self.fence)
        return self.stores.of(row.uid)

    def tick(self, step=timedelta()):
        """Let time pass, look once, and wait until all is done."""
        self.clock.advance(step)
        self.service.tick()
        assert self.service.settle(timedelta(seconds=20)) == 0

    def close(self):
        """Close every file."""
        self.stores.close()
        self.control.close()


@pytest.fixture
def fleet(tmp_path, clock):
    fleet = Fleet(tmp_path, clock)
    yield fleet
    fleet.close()

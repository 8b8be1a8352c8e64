"""The loop itself."""

from datetime import timedelta
from threading import Event, Thread

import pytest

from koban.api import Connector
from koban.api.jobs import Batch


class Slow(Connector):
    name = "slow"
    title = {"en": "Slow"}
    pull = "x:y"


@pytest.fixture
def held(fleet, monkeypatch):
    """Connectors that stay in the middle of a run until told to go on."""
    held = Slots()

    def pull(context, cursor):
        held.running.append(cursor)
        held.entered.set()
        held.go.wait(20)
        yield Batch(cursor={"done": True})

    monkeypatch.setattr("koban.jobs.connector.resolve_name", lambda _: pull)
    fleet.connectors["slow"] = Slow()
    fleet.start()
    yield held
    held.go.set()
    fleet.service.settle(timedelta(seconds=20))


class Slots:
    def __init__(self):
        self.entered, self.go, self.running = Event(), Event(), []


def serve(fleet, count):
    for n in range(count):
        fleet.serve(f"place-{n}", connectors={"slow": {"uses": "slow", "config": {}}})


def test_few_run_at_one_time_and_the_rest_follows(fleet, held):
    serve(fleet, 6)
    assert not fleet.service.tick()
    assert not fleet.service.tick()
    assert fleet.service.settle(timedelta()) == 4
    held.go.set()
    fleet.service.settle(timedelta(seconds=20))
    fleet.tick()
    assert len(held.running) == 6


def test_stuck_ones_do_not_use_the_places_up(fleet, held):
    serve(fleet, 5)
    fleet.service.tick()
    fleet.clock.advance(timedelta(minutes=3))
    fleet.service.tick()
    assert fleet.service.settle(timedelta()) == 5


def test_it_stops_when_told_and_loses_nothing(fleet, held):
    serve(fleet, 1)
    thread = Thread(target=fleet.service.run)
    thread.start()
    assert held.entered.wait(20)
    fleet.means.stopping.set()
    held.go.set()
    thread.join(20)
    assert not thread.is_alive()
    fleet.start()
    fleet.tick()
    assert held.running == [None, None]


def test_an_unreadable_bundle_is_named_and_stops_nobody(fleet, held, capsys):
    serve(fleet, 1)
    held.go.set()
    blob = fleet.control.blob
    fleet.control.blob = lambda sha: b"{}"
    fleet.tick()
    assert held.running == []
    assert "bundle-unreadable" in capsys.readouterr().out
    fleet.control.blob = blob

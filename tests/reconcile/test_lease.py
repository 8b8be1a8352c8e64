"""Two reconcilers on one store: one acts, and one that was overtaken cannot write."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koban.reconcile.desired import build
from koban.reconcile.follow import Follower
from koban.reconcile.look import look
from koban.store.errors import StaleFenceError
from tests.reconcile.conftest import Bench, community, place


def test_only_one_acts_and_the_other_takes_over_when_it_is_gone(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    first = bench.service
    second = bench.start(holder="two")
    bench.commit({place("kade"): community("kade", "Nieuw")})
    bench.clock.advance(timedelta(seconds=1))
    assert not second.step()
    assert bench.row("kade").attempted_revision == "r1"
    assert first.step()
    assert bench.row("kade").attempted_revision == "r2"
    bench.clock.advance(timedelta(seconds=6))
    assert second.step()
    bench.settle()
    assert bench.served_title("kade") == "Nieuw"


def test_one_that_slept_through_its_lease_writes_nothing(bench: Bench) -> None:
    bench.begin("kade")
    bench.settle()
    sleeper, means = bench.service, bench.service._means
    bench.clock.advance(timedelta(seconds=6))
    bench.start(holder="two").step()
    bench.commit({place("kade"): community("kade", "Nieuw")})
    follower = Follower(bench.repository)
    follower.follow()
    wanted = follower.desired["kade"]
    with pytest.raises(StaleFenceError):
        look(wanted, build(wanted, means), None, means)
    assert bench.row("kade").candidate is None
    assert not sleeper.step()

"""Keys without payload: many wishes are one run, and none is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from koban.model.clock import FakeClock
from koban.reconcile.queue import KeyedQueue


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime(2030, 1, 1, tzinfo=UTC))


@pytest.fixture
def queue(clock: FakeClock) -> KeyedQueue:
    return KeyedQueue(clock)


def test_many_additions_are_one_run(queue: KeyedQueue) -> None:
    for _ in range(5):
        queue.add("a")
    assert queue.take() == "a"
    queue.done("a")
    assert queue.take() is None


def test_added_while_it_runs_it_runs_again_and_not_at_the_same_time(queue: KeyedQueue) -> None:
    queue.add("a")
    assert queue.take() == "a"
    queue.add("a")
    queue.add("a")
    assert queue.take() is None
    queue.done("a")
    assert queue.take() == "a"


def test_due_later_and_the_earliest_wish_counts(queue: KeyedQueue, clock: FakeClock) -> None:
    now = clock.now()
    queue.add("a", now + timedelta(seconds=10))
    queue.add("a", now + timedelta(seconds=5))
    queue.add("a", now + timedelta(seconds=20))
    assert queue.take() is None
    assert queue.next_due() == now + timedelta(seconds=5)
    clock.advance(timedelta(seconds=5))
    assert queue.take() == "a"


def test_what_waited_longest_comes_first(queue: KeyedQueue, clock: FakeClock) -> None:
    queue.add("b")
    clock.advance(timedelta(seconds=1))
    queue.add("a")
    assert [queue.take(), queue.take(), queue.take()] == ["b", "a", None]

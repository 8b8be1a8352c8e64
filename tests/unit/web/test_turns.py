from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from fastapi import HTTPException

from koban.web.turns import Turns


def test_who_comes_while_there_is_no_room_is_sent_away_at_once() -> None:
    turns, began, end = Turns(at_once=1, waiting=0), Event(), Event()

    def work() -> str:
        with turns.one():
            began.set()
            end.wait(10)
        return "done"

    with ThreadPoolExecutor() as pool:
        first = pool.submit(work)
        began.wait(10)
        with pytest.raises(HTTPException) as refused, turns.one():
            pass
        end.set()
        assert first.result(10) == "done"
    assert refused.value.status_code == 503
    with turns.one():
        pass


def test_who_waits_gets_a_turn() -> None:
    turns, all_here = Turns(at_once=2, waiting=6), Barrier(8)

    def work(_: int) -> str:
        all_here.wait(10)
        with turns.one():
            return "done"

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(8))) == ["done"] * 8


def test_work_that_fails_leaves_its_place() -> None:
    turns = Turns(at_once=1, waiting=0)
    for _ in range(3):
        with pytest.raises(ValueError, match="no"), turns.one():
            raise ValueError("no")

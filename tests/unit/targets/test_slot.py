"""A process that stops is started again, later and later, and people are told when that goes on."""

from __future__ import annotations

import select
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from koban.model.clock import FakeClock
from koban.targets.child import Child
from koban.targets.place import make_folders
from koban.targets.slot import Slot

ENDS = (sys.executable, "-c", "print('gone')")
STAYS = (sys.executable, "-c", "import signal; print('here', flush=True); signal.pause()")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime(2030, 1, 1, tzinfo=UTC))


@pytest.fixture
def state(tmp_path: Path) -> Path:
    make_folders(tmp_path)
    return tmp_path


def end(slot: Slot) -> None:
    assert slot.child is not None
    assert slot.child.wait(10)
    slot.ended()


def test_pauses_grow_and_a_loop_is_told(clock: FakeClock, state: Path) -> None:
    slot, pauses = Slot("host", ENDS, state, clock), []
    for _ in range(6):
        slot.start()
        assert slot.next_start() is None
        end(slot)
        again = slot.next_start()
        assert again is not None
        pauses.append((again - clock.now()).total_seconds())
        clock.advance(again - clock.now())
    assert pauses[0] < 0.5
    assert pauses[-1] > 4 * pauses[0]
    assert "6 times" in slot.crash_loop
    assert str(state / "logs" / "host.log") in slot.crash_loop
    assert (state / "logs" / "host.log").read_text() == "gone\n" * 6


def test_a_long_run_makes_up_for_earlier_stops(clock: FakeClock, state: Path) -> None:
    slot = Slot("host", ENDS, state, clock)
    for _ in range(5):
        slot.start()
        end(slot)
    assert slot.crash_loop
    slot.start()
    clock.advance(timedelta(minutes=2))
    assert not slot.crash_loop
    end(slot)
    assert not slot.crash_loop


def test_a_process_is_found_by_its_command_line_and_can_be_ended_by_who_found_it(
    clock: FakeClock, state: Path
) -> None:
    mark = f"--store=sqlite:{state}"
    slot = Slot("host", (*STAYS, mark), state, clock)
    child = slot.start()
    try:
        # The system shows a command line a moment after it has started the program.
        wait_for(lambda: slot.log.read_text() == "here\n", "the process runs")
        (found,) = Child.find((mark,))
        assert found.pid == child.pid
        assert not select.select([found], [], [], 0)[0]
        found.terminate()
        assert found.wait(10)
        found.collect()
        assert Child.find((mark,)) == []
    finally:
        child.kill()
        end(slot)


def wait_for(what: Callable[[], bool], words: str) -> None:
    pause = threading.Event()
    for _ in range(600):
        if what():
            return
        pause.wait(0.05)
    raise AssertionError(words)

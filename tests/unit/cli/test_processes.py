"""Steps are done in several processes, and what they make comes back in order."""

from __future__ import annotations

import os

import pytest

from koban.cli import processes
from koban.cli.processes import in_processes


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_cores", lambda: 2)


@pytest.mark.usefixtures("two_cores")
def test_what_is_made_comes_back_in_order() -> None:
    factor = 3
    assert list(in_processes(lambda number: number * factor, list(range(20)))) == list(range(0, 60, 3))


@pytest.mark.usefixtures("two_cores")
def test_other_processes_do_it() -> None:
    assert os.getpid() not in set(in_processes(lambda _: os.getpid(), [1, 2, 3]))


@pytest.mark.usefixtures("two_cores")
def test_one_step_is_done_here() -> None:
    assert list(in_processes(lambda _: os.getpid(), [1])) == [os.getpid()]


def test_with_one_core_everything_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_cores", lambda: 1)
    assert set(in_processes(lambda _: os.getpid(), [1, 2, 3])) == {os.getpid()}


@pytest.mark.usefixtures("two_cores")
def test_what_goes_wrong_there_goes_wrong_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_processes(lambda number: 1 // number, [1, 0]))

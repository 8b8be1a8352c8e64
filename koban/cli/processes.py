"""Does independent steps in as many processes as there are cores for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_step: Callable[[Any], Any]
"""What a process of the pool does."""


def in_processes(step: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """What `step` makes of each of `items`, in their order. What it uses is shared as it is; what it returns is pickled.

    With one core or one item, and where processes cannot be copied as they are, everything happens in this process.
    """
    workers = min(_cores(), len(items))
    if workers < 2:
        yield from map(step, items)
        return
    with ProcessPoolExecutor(workers, get_context("fork"), _prepare, (step,)) as pool:
        yield from pool.map(_run, items)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _prepare(step: Callable[[Any], Any]) -> None:
    global _step  # noqa: PLW0603 - the one thing that a process of the pool is told when it begins
    _step = step


def _run(item: Any) -> Any:
    return _step(item)

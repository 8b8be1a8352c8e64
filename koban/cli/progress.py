"""Shows on standard error how far a long step is; silent if it takes less than a second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress

T = TypeVar("T")
PATIENCE = 1.0


def tell_progress(steps: Iterable[T], total: int, words: str) -> Iterator[T]:
    """Hand on `steps`; after a second a bar appears on a terminal, and elsewhere one line."""
    console = Console(stderr=True)
    start = monotonic()
    bar: Progress | None = None
    try:
        for done, step in enumerate(steps, start=1):
            yield step
            if bar is None and monotonic() - start > PATIENCE:
                bar = _begin(console, total, words)
            if bar is not None and console.is_terminal:
                bar.update(bar.task_ids[0], completed=done)
    finally:
        if bar is not None and console.is_terminal:
            bar.stop()


def _begin(console: Console, total: int, words: str) -> Progress:
    bar = Progress(console=console, transient=True)
    bar.add_task(words, total=total)
    if console.is_terminal:
        bar.start()
    else:
        console.print(f"{words} ({total}) …", highlight=False)
    return bar

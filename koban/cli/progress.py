"""Shows on standard error how far a long step is; silent if it takes less than a second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress

T = TypeVar("T")
_PATIENCE = 1.0


def tell_progress(steps: Iterable[T], total: int, words: str) -> Iterator[T]:
    """Hand on `steps`; after a second a bar with `words` appears, on a terminal."""
    start = monotonic()
    with Progress(console=Console(stderr=True), transient=True, disable=False) as bar:
        task = bar.add_task(words, total=total, visible=False)
        for step in steps:
            yield step
            bar.update(task, advance=1, visible=monotonic() - start > _PATIENCE)

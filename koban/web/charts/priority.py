"""Gaps by priority, as bars from 0 to 100."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from koban.texts.languages import Direction
from koban.web.charts.canvas import TEXT, WIDTH, Canvas
from koban.web.charts.chart import Chart

HIGHEST = 100.0
BAR = WIDTH - 64
"""How wide a bar of 100 is; behind it is room for the number."""
_HIGH = 14.0


@dataclass(frozen=True, slots=True)
class PriorityRow:
    """One gap; `priority` is None where nobody rated it."""

    label: str
    priority: float | None


@dataclass(frozen=True, slots=True)
class PriorityWords:
    """What is written on it."""

    title: str = "Gaps by priority"
    told: str = "A bar from 0 to 100 for each gap, the most pressing first."
    capability: str = "Capability"
    priority: str = "Priority"
    unknown: str = "not rated"


def draw_priorities(
    rows: Sequence[PriorityRow],
    words: PriorityWords | None = None,
    direction: Direction = "ltr",
    say_number: Callable[[float], str] = "{:.1f}".format,
) -> Chart:
    """A bar a gap; where the priority is unknown there is a word and no bar."""
    words, canvas = words or PriorityWords(), Canvas("priority", direction)
    for row in rows:
        canvas.label(row.label)
        canvas.box("track", 0, canvas.y, BAR, _HIGH)
        if row.priority is None:
            canvas.write(words.unknown, 8, canvas.y + _HIGH - 2, size=12, soft=True)
        else:
            canvas.box("bar", 0, canvas.y, BAR * row.priority / HIGHEST, _HIGH)
            canvas.write(say_number(row.priority), WIDTH, canvas.y + _HIGH - 1, anchor="end", strong=True)
        canvas.y += _HIGH + TEXT * 0.6
    return Chart(
        words.title,
        canvas.svg(words.title, words.told),
        (words.capability, words.priority),
        tuple((row.label, None if row.priority is None else round(row.priority, 1)) for row in rows),
    )

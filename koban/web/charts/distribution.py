"""The levels that communities hold, counted for each capability. Counts only, never a mean and never a ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from koban.texts.languages import Direction
from koban.web.charts.canvas import SMALL, TEXT, WIDTH, Canvas
from koban.web.charts.chart import Chart

_LEVELS = 5
CELL = WIDTH / _LEVELS
HIGH = 30.0
"""How high the column of all communities is."""


@dataclass(frozen=True, slots=True)
class DistributionRow:
    """One capability: how many communities hold level 0, 1, 2, 3, 4."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DistributionWords:
    """What is written on it."""

    title: str = "Levels across communities"
    told: str = "For each capability, how many communities hold each level from 0 to 4."
    capability: str = "Capability"
    level: str = "Level {level}"


def draw_distribution(
    rows: Sequence[DistributionRow], words: DistributionWords | None = None, direction: Direction = "ltr"
) -> Chart:
    """Five columns a capability, as high as the share of communities that hold that level."""
    words, canvas = words or DistributionWords(), Canvas("distribution", direction)
    heads = tuple(words.level.format(level=level) for level in range(_LEVELS))
    canvas.y = SMALL * 1.2
    for level, head in enumerate(heads):
        canvas.write(head, (level + 0.5) * CELL, canvas.y, anchor="middle", size=SMALL, soft=True)
    canvas.y += TEXT * 0.3
    for row in rows:
        canvas.label(row.label)
        _columns(canvas, row)
        canvas.y += HIGH + TEXT * 0.6
    return Chart(
        words.title,
        canvas.svg(words.title, words.told),
        (words.capability, *heads),
        tuple((row.label, *row.counts) for row in rows),
    )


def _columns(canvas: Canvas, row: DistributionRow) -> None:
    every, foot = max(1, sum(row.counts)), canvas.y + HIGH
    canvas.line("grid", 0, foot, WIDTH, foot)
    for level, count in enumerate(row.counts):
        middle, high = (level + 0.5) * CELL, HIGH * count / every
        if count:
            canvas.box("bar", middle - 26, foot - high, 22, high, 0)
        canvas.write(str(count), middle + 4, foot - 5, strong=bool(count), soft=not count)

"""Level held against level wanted, a row for each capability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from koban.texts.languages import Direction
from koban.web.charts.canvas import SMALL, TEXT, WIDTH, Canvas
from koban.web.charts.chart import Chart

_STEPS = 4
_END = 72.0
"""Room for the numbers behind the steps."""
_BETWEEN = 4.0
_HIGH = 16.0


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One capability; `wanted` is None where no need asks for it."""

    label: str
    held: int
    wanted: int | None


@dataclass(frozen=True, slots=True)
class LevelWords:
    """What is written on it."""

    title: str = "Level held and level wanted"
    told: str = "Four steps for each capability: filled up to the level held, dashed up to the level wanted."
    capability: str = "Capability"
    held: str = "Held"
    wanted: str = "Wanted"
    of: str = "{held} of {wanted}"


def draw_levels(
    rows: Sequence[LevelRow], words: LevelWords | None = None, direction: Direction = "ltr"
) -> Chart:
    """Four steps a row: full ones are held, dashed ones are wanted and missing, faint ones nobody asked for."""
    words, canvas = words or LevelWords(), Canvas("levels", direction)
    wide = (WIDTH - _END) / _STEPS
    _key(canvas, words)
    for row in rows:
        canvas.label(row.label)
        for step in range(_STEPS):
            kind = "bar" if step < row.held else "wanted" if step < (row.wanted or 0) else "track"
            inset = 1.0 if kind == "wanted" else 0.0
            canvas.box(
                kind,
                step * wide + inset,
                canvas.y + inset,
                wide - _BETWEEN - 2 * inset,
                _HIGH - 2 * inset,
            )
        said = str(row.held) if row.wanted is None else words.of.format(held=row.held, wanted=row.wanted)
        canvas.write(said, WIDTH, canvas.y + _HIGH - 2, anchor="end", strong=True)
        canvas.y += _HIGH + TEXT * 0.6
    return Chart(
        words.title,
        canvas.svg(words.title, words.told),
        (words.capability, words.held, words.wanted),
        tuple((row.label, row.held, row.wanted) for row in rows),
    )


def _key(canvas: Canvas, words: LevelWords) -> None:
    canvas.y = SMALL * 1.4
    canvas.box("bar", 0, canvas.y - 11, 22, 12)
    canvas.write(words.held, 30, canvas.y, size=SMALL, soft=True)
    canvas.box("wanted", WIDTH / 3 + 1, canvas.y - 10, 20, 10)
    canvas.write(words.wanted, WIDTH / 3 + 30, canvas.y, size=SMALL, soft=True)
    canvas.y += TEXT * 0.4

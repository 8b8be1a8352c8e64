"""How often each measure stays among the first when the weights change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from koban.texts.languages import Direction
from koban.web.charts.canvas import TEXT, WIDTH, Canvas
from koban.web.charts.chart import Chart

_CELL = 18.0
_BETWEEN = 6.0


@dataclass(frozen=True, slots=True)
class SteadyRow:
    """One measure: in `times` of `of` variations it stays."""

    label: str
    times: int
    of: int


@dataclass(frozen=True, slots=True)
class SteadyWords:
    """What is written on it."""

    title: str = "How steady the ranking is"
    told: str = "A square for each change of a weight: full where the measure stays among the first five, open where it does not."
    measure: str = "Measure"
    times: str = "Stays"
    of: str = "Changes tried"
    share: str = "{times} of {of}"


def draw_steadiness(
    rows: Sequence[SteadyRow], words: SteadyWords | None = None, direction: Direction = "ltr"
) -> Chart:
    """A row of squares a measure, one for each variation of the weights."""
    words, canvas = words or SteadyWords(), Canvas("steadiness", direction)
    for row in rows:
        canvas.label(row.label)
        for step in range(row.of):
            inset = 0.0 if step < row.times else 1.0
            canvas.box(
                "bar" if step < row.times else "open",
                step * (_CELL + _BETWEEN) + inset,
                canvas.y + inset,
                _CELL - 2 * inset,
                _CELL - 2 * inset,
            )
        said = words.share.format(times=row.times, of=row.of)
        canvas.write(said, WIDTH, canvas.y + _CELL - 4, anchor="end", strong=True)
        canvas.y += _CELL + TEXT * 0.6
    return Chart(
        words.title,
        canvas.svg(words.title, words.told),
        (words.measure, words.times, words.of),
        tuple((row.label, row.times, row.of) for row in rows),
    )

"""An indicator over time, with the interval of each estimate where it has one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from koban.texts.languages import Direction
from koban.web.charts.canvas import SMALL, WIDTH, Canvas
from koban.web.charts.chart import Chart
from koban.web.charts.scale import ticks

LEFT, TOP, HIGH = 52.0, 20.0, 170.0
_WIDE = WIDTH - LEFT - 16


@dataclass(frozen=True, slots=True)
class Point:
    """One value; `low` and `high` bound it where it is an estimate."""

    day: date
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class SeriesWords:
    """What is written on it."""

    title: str
    """The indicator, with its unit."""
    told: str = "Values over time, with a bar from the lower to the upper bound of each estimate."
    day: str = "Day"
    value: str = "Value"
    low: str = "Lower bound"
    high: str = "Upper bound"
    aim: str = "aim"


def draw_series(
    points: Sequence[Point],
    words: SeriesWords,
    aim: float | None = None,
    direction: Direction = "ltr",
    say_day: Callable[[date], str] = date.isoformat,
    say_number: Callable[[float], str] = "{:g}".format,
) -> Chart:
    """A line through the values, a bar for each interval, a dashed line at the aim. Time runs as the language is read."""
    canvas, ordered = Canvas("series", direction), sorted(points, key=lambda one: one.day)
    if ordered:
        marks = ticks(*_bounds(ordered, aim))
        plot = _Plot(ordered[0].day, ordered[-1].day, marks[0], marks[-1])
        _scale(canvas, plot, marks, say_number)
        _days(canvas, plot, say_day)
        if aim is not None:
            canvas.line("aim", LEFT, plot.y(aim), LEFT + _WIDE, plot.y(aim))
            _aim(canvas, plot, aim, ordered, f"{words.aim} {say_number(aim)}")
        for one in ordered:
            if one.low is not None and one.high is not None:
                canvas.box(
                    "range", plot.x(one.day) - 5, plot.y(one.high), 10, plot.y(one.low) - plot.y(one.high)
                )
        canvas.path("curve", [(plot.x(one.day), plot.y(one.value)) for one in ordered])
        for one in ordered:
            canvas.dot("dot", plot.x(one.day), plot.y(one.value), 4)
    canvas.y = TOP + HIGH + 30
    return Chart(
        words.title,
        canvas.svg(words.title, words.told),
        (words.day, words.value, words.low, words.high),
        tuple((say_day(one.day), one.value, one.low, one.high) for one in ordered),
    )


@dataclass(frozen=True, slots=True)
class _Plot:
    first: date
    last: date
    lowest: float
    highest: float

    def x(self, day: date) -> float:
        days = (self.last - self.first).days
        share = (day - self.first).days / days if days else 0.5
        return LEFT + 12 + (_WIDE - 24) * share

    def y(self, value: float) -> float:
        return TOP + HIGH * (1 - (value - self.lowest) / (self.highest - self.lowest))


def _bounds(points: Sequence[Point], aim: float | None) -> tuple[float, float]:
    values = [one.value for one in points]
    values += [bound for one in points for bound in (one.low, one.high, aim) if bound is not None]
    return min(values), max(values)


def _scale(canvas: Canvas, plot: _Plot, marks: Sequence[float], say_number: Callable[[float], str]) -> None:
    for mark in marks:
        canvas.line("grid", LEFT, plot.y(mark), LEFT + _WIDE, plot.y(mark))
        canvas.write(say_number(mark), LEFT - 8, plot.y(mark) + 4, anchor="end", size=SMALL, soft=True)


def _aim(canvas: Canvas, plot: _Plot, aim: float, points: Sequence[Point], said: str) -> None:
    """Written at that end of the line from which the values keep farther away, and on the side away from them."""
    late = abs(points[-1].value - aim) >= abs(points[0].value - aim)
    nearest = points[-1] if late else points[0]
    foot = plot.y(aim) + (SMALL + 2 if nearest.value > aim and plot.y(aim) + SMALL + 4 < TOP + HIGH else -6)
    if late:
        canvas.write(said, LEFT + _WIDE, foot, anchor="end", size=SMALL, soft=True)
    else:
        canvas.write(said, LEFT + 4, foot, size=SMALL, soft=True)


def _days(canvas: Canvas, plot: _Plot, say_day: Callable[[date], str]) -> None:
    foot = TOP + HIGH + 20
    if plot.first == plot.last:
        canvas.write(say_day(plot.first), plot.x(plot.first), foot, anchor="middle", size=SMALL, soft=True)
        return
    canvas.write(say_day(plot.first), LEFT, foot, size=SMALL, soft=True)
    canvas.write(say_day(plot.last), LEFT + _WIDE, foot, anchor="end", size=SMALL, soft=True)

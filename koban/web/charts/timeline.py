"""A roadmap as bars over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from koban.texts.languages import Direction
from koban.web.charts.canvas import SMALL, TEXT, WIDTH, Canvas
from koban.web.charts.chart import Chart

_HIGH = 14.0
_HEAD = 26.0
_EDGE = 8.0
_MOST_MARKS = 5
_LETTERED = 54.0
"""How wide a month is written."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One measure; days are None where nobody has set them."""

    label: str
    start: date | None
    end: date | None
    state: str
    """Where it stands, in words."""
    clash: bool = False


@dataclass(frozen=True, slots=True)
class TimelineWords:
    """What is written on it."""

    title: str = "Roadmap"
    told: str = "A bar from beginning to end for each measure, and a line at today."
    measure: str = "Measure"
    start: str = "Begins"
    end: str = "Works by"
    state: str = "State"
    today: str = "today"
    undated: str = "no day set"
    clash: str = "days clash"


def draw_timeline(
    rows: Sequence[TimelineRow],
    today: date,
    words: TimelineWords | None = None,
    direction: Direction = "ltr",
    say_day: Callable[[date], str] = date.isoformat,
) -> Chart:
    """A bar a measure; a diamond where only the day is known by which it is to work, a word where none is."""
    words, canvas = words or TimelineWords(), Canvas("timeline", direction)
    days = [day for row in rows for day in (row.start, row.end) if day is not None]
    span = _Span(min([*days, today]), max([*days, today]))
    canvas.y = _HEAD - TEXT * 0.3
    _head(canvas, span, today, words)
    for row in rows:
        canvas.label(row.label)
        _lines(canvas, span, today)
        _bar(canvas, row, span, words)
        canvas.y += _HIGH + TEXT * 0.75
    return Chart(
        words.title,
        canvas.svg(words.title, words.told),
        (words.measure, words.start, words.end, words.state),
        tuple(_cells(row, words, say_day) for row in rows),
    )


@dataclass(frozen=True, slots=True)
class _Span:
    first: date
    last: date

    def x(self, day: date) -> float:
        days = max(1, (self.last - self.first).days)
        return _EDGE + (WIDTH - 2 * _EDGE) * (day - self.first).days / days

    def months(self) -> list[date]:
        """First days of some months, few enough to be read."""
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 1200) if count / step <= _MOST_MARKS)
        months = range(self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month)
        found = [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]
        return [day for day in found if self.first <= day <= self.last]


def _bar(canvas: Canvas, row: TimelineRow, span: _Span, words: TimelineWords) -> None:
    foot = canvas.y + _HIGH - 2
    if row.start is None and row.end is None:
        canvas.write(words.undated, 0, foot, size=SMALL, soft=True)
        return
    if row.start is None or row.end is None:
        canvas.diamond("mark", span.x(row.start or row.end or span.first), canvas.y + _HIGH / 2, _HIGH / 2)
        return
    wide = max(4.0, span.x(row.end) - span.x(row.start))
    canvas.box("clash" if row.clash else "bar", span.x(row.start), canvas.y, wide, _HIGH)
    if row.clash:
        room = span.x(row.end) + 6 + len(words.clash) * 7 < WIDTH
        at = span.x(row.end) + 6 if room else span.x(row.start) - 6
        canvas.write(words.clash, at, foot, anchor="start" if room else "end", size=SMALL, soft=True)


def _head(canvas: Canvas, span: _Span, today: date, words: TimelineWords) -> None:
    now = _over(canvas, words.today, span.x(today), soft=False)
    for day in span.months():
        if abs(_middle(span.x(day)) - now) >= _LETTERED:
            _over(canvas, f"{day:%Y-%m}", span.x(day), soft=True)


def _over(canvas: Canvas, text: str, x: float, *, soft: bool) -> float:
    """Writes over `x`, or as near as the edge allows; returns where."""
    middle = _middle(x)
    canvas.write(text, middle, SMALL * 1.2, anchor="middle", size=SMALL, soft=soft, strong=not soft)
    return middle


def _middle(x: float) -> float:
    return min(WIDTH - _LETTERED / 2, max(_LETTERED / 2, x))


def _lines(canvas: Canvas, span: _Span, today: date) -> None:
    """Months and today, behind the bars only: lines through words are hard to read."""
    top, foot = canvas.y - 4, canvas.y + _HIGH + 4
    canvas.line("grid", 0, foot, WIDTH, foot)
    for day in span.months():
        canvas.line("grid", span.x(day), top, span.x(day), foot)
    canvas.line("today", span.x(today), top, span.x(today), foot)


def _cells(
    row: TimelineRow, words: TimelineWords, say_day: Callable[[date], str]
) -> tuple[str, str | None, str | None, str]:
    state = f"{row.state}; {words.clash}" if row.clash else row.state
    return (
        row.label,
        None if row.start is None else say_day(row.start),
        None if row.end is None else say_day(row.end),
        state,
    )

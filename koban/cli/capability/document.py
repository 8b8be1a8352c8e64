"""What a command has to say, as blocks that are written as text, Markdown or HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from koban.web.charts.chart import Chart


class Said(str):
    """Words of the community, in its language; everything else is in KOBAN's plain English."""

    __slots__ = ()


Words = str
"""A `str`, or a `Said` where the words are the community's."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; level 1 is the document's."""

    level: int
    text: Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences."""

    text: Words


@dataclass(frozen=True, slots=True)
class Facts:
    """Short labels, each with what holds."""

    rows: Sequence[tuple[str, Words]]


@dataclass(frozen=True, slots=True)
class Listing:
    """Things in a row."""

    items: Sequence[Words]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; the first cell names its row."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Words]]
    numbers: frozenset[int] = frozenset()
    """Columns that hold numbers and are set flush."""
    caption: str = ""
    whole: frozenset[int] = frozenset()
    """Columns that are not broken over lines, such as names that people copy."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture; where pictures cannot be shown, its table stands for it."""

    chart: Chart
    numbers: frozenset[int]
    table: bool = True
    """Whether its table is shown beneath it; False where the same numbers stand close by."""


Block = Heading | Paragraph | Facts | Listing | Table | Figure
UNKNOWN = "unknown"


def figure_table(figure: Figure) -> Table:
    """The figure's numbers as a table."""
    chart = figure.chart
    rows = [[_cell(cell) for cell in row] for row in chart.rows]
    return Table(chart.columns, rows, figure.numbers, chart.title)


def _cell(value: object) -> str:
    if value is None:
        return UNKNOWN
    return value if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)


def score(value: float | None) -> str:
    """A number from 0 to 100 as people read it."""
    return UNKNOWN if value is None else f"{value:.1f}"


def share(value: float) -> str:
    """A share as a percentage."""
    return f"{value:.0%}"


def joined(parts: Sequence[str], nothing: str = "none") -> str:
    """Several names in a row, or the word for nothing."""
    return ", ".join(parts) if parts else nothing


def said(parts: Sequence[str], nothing: str = "none") -> str:
    """Several of the community's own words in a row, or KOBAN's word for nothing."""
    return Said(", ".join(parts)) if parts else nothing

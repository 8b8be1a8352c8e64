"""Writes a document for a terminal: readable at 80 columns, without a sign that a terminal would obey."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from io import StringIO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from koban.cli.capability.document import (
    Block,
    Facts,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Table,
    figure_table,
)
from koban.diagnostics.screen import safe

_NARROW, _WIDE = 60, 110


def as_text(blocks: Iterable[Block]) -> str:
    """The document, as wide as the terminal, within reason."""
    out = StringIO()
    width = min(_WIDE, max(_NARROW, shutil.get_terminal_size((80, 24)).columns))
    console = Console(file=out, width=width, color_system=None, highlight=False, emoji=False, markup=False)
    for place, block in enumerate(blocks):
        if place and isinstance(block, Heading):
            console.print()
        console.print(_rendered(block))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines()).strip("\n")


def _rendered(block: Block) -> RenderableType:
    match block:
        case Heading(level=level, text=text):
            return _words(text.upper() if level == 1 else text)
        case Paragraph(text=text):
            return _words(text)
        case Facts():
            return Padding(_facts(block), (0, 0, 0, 2))
        case Listing(items=items):
            return Padding(_facts(Facts([("-", item) for item in items])), (0, 0, 0, 2))
        case Table():
            return _table(block)
        case Figure():
            return _table(figure_table(block))


def _facts(block: Facts) -> RichTable:
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for label, words in block.rows:
        grid.add_row(_words(label), _words(words))
    return grid


def _table(block: Table) -> RichTable:
    table = RichTable(box=box.SIMPLE_HEAD, title=None, pad_edge=False, padding=(0, 1, 0, 0))
    for place, column in enumerate(block.columns):
        flush = place in block.numbers
        whole = flush or place in block.whole
        table.add_column(_words(column), justify="right" if flush else "left", no_wrap=whole, overflow="fold")
    for row in block.rows:
        table.add_row(*(_words(cell) for cell in row))
    return table


def _words(text: str) -> Text:
    return Text(safe(text))

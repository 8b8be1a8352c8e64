"""Writes a document as Markdown that shows people's words as they are, whatever signs they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

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

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def as_markdown(blocks: Iterable[Block]) -> str:
    """The document; pictures stand as their tables."""
    return "\n\n".join(_rendered(block) for block in blocks if not isinstance(block, Figure) or block.table)


def _rendered(block: Block) -> str:
    match block:
        case Heading(level=level, text=text):
            return f"{'#' * level} {_words(text)}"
        case Paragraph(text=text):
            return _words(text)
        case Facts(rows=rows):
            return "\n".join(f"- **{_words(label)}**: {_words(words)}" for label, words in rows)
        case Listing(items=items):
            return "\n".join(f"- {_words(item)}" for item in items)
        case Table():
            return _table(block)
        case Figure():
            return _table(figure_table(block))


def _table(block: Table) -> str:
    rules = ["---:" if place in block.numbers else "---" for place in range(len(block.columns))]
    lines = [block.columns, rules, *block.rows]
    rows = [
        "| " + " | ".join(cell if line is rules else _words(cell) for cell in line) + " |" for line in lines
    ]
    title = [f"**{_words(block.caption)}**", ""] if block.caption else []
    return "\n".join([*title, *rows])


def _words(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", safe(text))

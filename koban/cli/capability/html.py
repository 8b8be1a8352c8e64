"""Writes a document as one HTML file that needs nothing else, for screens and for A4 paper."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup, escape

from koban.cli.capability.document import (
    Block,
    Facts,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Said,
    Table,
    figure_table,
)

_STYLE = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")


def as_html(title: str, blocks: Iterable[Block], language: str) -> str:
    """The whole page. `language` is that of the community's words; all others are English."""
    body = Markup("\n").join(_rendered(block, language) for block in blocks)
    head = Markup(
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    )
    return (
        f'<!doctype html>\n<html lang="en">\n<head>{head}<title>{escape(title)}</title>\n<style>\n{_STYLE}</style></head>\n'
        f"<body><main>\n{body}\n</main></body>\n</html>\n"
    )


def _rendered(block: Block, language: str) -> Markup:
    match block:
        case Heading(level=level, text=text):
            return Markup("<h{}>{}</h{}>").format(level, _words(text, language), level)
        case Paragraph(text=text):
            return Markup("<p>{}</p>").format(_words(text, language))
        case Facts(rows=rows):
            pairs = (
                Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
                    _words(label, language), _words(words, language)
                )
                for label, words in rows
            )
            return Markup("<dl>{}</dl>").format(Markup("").join(pairs))
        case Listing(items=items):
            points = (Markup("<li>{}</li>").format(_words(item, language)) for item in items)
            return Markup("<ul>{}</ul>").format(Markup("").join(points))
        case Table():
            return _table(block, language)
        case Figure():
            return _figure(block, language)


def _table(block: Table, language: str) -> Markup:
    caption = Markup("<caption>{}</caption>").format(block.caption) if block.caption else ""
    heads = (
        Markup('<th scope="col"{}>{}</th>').format(_flush(place, block), _words(column, language))
        for place, column in enumerate(block.columns)
    )
    rows = (
        Markup("<tr>{}</tr>").format(
            Markup("").join(_cell(place, cell, block, language) for place, cell in enumerate(row))
        )
        for row in block.rows
    )
    return Markup("<table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(
        caption, Markup("").join(heads), Markup("").join(rows)
    )


def _cell(place: int, cell: str, block: Table, language: str) -> Markup:
    if place == 0 and 0 not in block.numbers:
        return Markup('<th scope="row">{}</th>').format(_words(cell, language))
    return Markup("<td{}>{}</td>").format(_flush(place, block), _words(cell, language))


def _flush(place: int, block: Table) -> Markup:
    return Markup(' class="number"') if place in block.numbers else Markup("")


def _figure(block: Figure, language: str) -> Markup:
    table = _table(figure_table(block), language) if block.table else Markup("")
    picture = Markup(block.chart.svg)  # noqa: S704 - drawn by KOBAN, which escapes every word in it
    return Markup("<figure><figcaption>{}</figcaption>{}{}</figure>").format(
        block.chart.title, picture, table
    )


def _words(text: str, language: str) -> Markup:
    if not isinstance(text, Said):
        return escape(text)
    return Markup('<span lang="{}" dir="auto">{}</span>').format(language, text)

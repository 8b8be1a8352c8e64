"""Diagnostics as people read them on a terminal: the place, the words, the line with a caret, the cure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from koban.diagnostics.diagnostic import Diagnostic, Related, Severity, Span
from koban.diagnostics.screen import draw, safe

PER_FILE = 20
SECRET = frozenset({"KB403", "KB404"})
_COLOUR = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_FAINT, _BOLD = "2", "1"

Lines = Callable[[str], Sequence[str]]
"""File -> its lines, or none if it cannot be shown."""


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Each diagnostic once, by file and place."""
    return sorted(set(diagnostics), key=lambda each: (each.span, each.code, each.message))


def render(diagnostics: Iterable[Diagnostic], lines: Lines, *, colour: bool = False) -> str:
    """The screen for `diagnostics`: at most twenty a file, with a count of the others."""
    ordered = in_order(diagnostics)
    painter = _Painter(lines, [each.span for each in ordered if each.code in SECRET], colour=colour)
    blocks: list[str] = []
    for file, group in groupby(ordered, key=lambda each: each.span.file):
        found = list(group)
        blocks += ["\n".join(painter.block(each)) for each in found[:PER_FILE]]
        if len(found) > PER_FILE:
            blocks.append(f"{safe(file)}: and {len(found) - PER_FILE} more")
    return "".join(f"{block}\n" for block in blocks)


class _Painter:
    """Draws one diagnostic after the other; secrets are drawn as stars wherever they stand."""

    def __init__(self, lines: Lines, secrets: list[Span], *, colour: bool) -> None:
        self._lines = lines
        self._secrets = secrets
        self._colour = colour

    def block(self, found: Diagnostic) -> Iterator[str]:
        """The lines for one diagnostic."""
        tone = _COLOUR[found.severity]
        place = self._paint(safe(str(found.span)), _BOLD)
        yield f"{place}: {self._paint(found.severity.value, tone)}: {safe(found.message)} [{found.code}]"
        yield from self._excerpt(found.span, "^", safe(found.label), tone)
        for related in found.related:
            yield from self._related(related, found.span.file)
        if found.help:
            yield f"   = {safe(found.help)}"

    def _related(self, related: Related, file: str) -> Iterator[str]:
        message = safe(related.message)
        if related.span.file != file:
            yield f"   = {message}: {safe(str(related.span))}"
            message = ""
        yield from self._excerpt(related.span, "-", message, _FAINT)

    def _excerpt(self, span: Span, sign: str, label: str, tone: str) -> Iterator[str]:
        whole_file = (span.line, span.column, span.end_line, span.end_column) == (1, 1, 1, 1)
        lines = () if whole_file else self._lines(span.file)
        if span.line > len(lines):
            if label:
                yield f"   = {label}"
            return
        line = lines[span.line - 1]
        end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
        shown, column, width = draw(line, span.column - 1, end, self._hidden(span, len(line)))
        yield f"{self._paint(f'{span.line:5} |', _FAINT)} {shown}".rstrip()
        mark = self._paint(f"{sign * width} {label}".rstrip(), tone)
        yield f"{self._paint('      |', _FAINT)} {' ' * column}{mark}"

    def _hidden(self, span: Span, length: int) -> Iterator[tuple[int, int]]:
        for secret in self._secrets:
            if secret.file == span.file and secret.line <= span.line <= secret.end_line:
                start = secret.column - 1 if secret.line == span.line else 0
                yield start, secret.end_column - 1 if secret.end_line == span.line else length

    def _paint(self, text: str, tone: str) -> str:
        return f"\x1b[{tone}m{text}\x1b[0m" if self._colour else text

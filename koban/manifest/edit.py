"""Replaces places of one text and leaves every other sign of it as it is. Knows no YAML."""

from __future__ import annotations

import bisect
import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from koban.diagnostics.diagnostic import Span

_LINE_END = re.compile("\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Source:
    """One file's text, without its byte order mark, and where each of its lines begins."""

    text: str
    starts: tuple[int, ...]
    marked: bool
    """Whether a byte order mark stands before it."""

    @classmethod
    def of(cls, body: bytes) -> Self:
        """The text of `body`. Raises UnicodeDecodeError."""
        text = body.decode("utf-8-sig")
        starts = (0, *(end.end() for end in _LINE_END.finditer(text)))
        return cls(text, starts, body.startswith(codecs.BOM_UTF8))

    def at(self, line: int, column: int) -> int:
        """The offset of a place, which counts from 1."""
        return self.starts[line - 1] + column - 1

    def range(self, span: Span) -> tuple[int, int]:
        """From where to where `span` reaches."""
        return self.at(span.line, span.column), self.at(span.end_line, span.end_column)

    def line(self, at: int) -> int:
        """The line, counted from 1, in which the sign at `at` stands."""
        return bisect.bisect_right(self.starts, at)

    def line_start(self, at: int) -> int:
        """Where that line begins."""
        return self.starts[self.line(at) - 1]

    def indent(self, at: int) -> int:
        """How many blanks that line begins with."""
        line = self.text[self.line_start(at) : at]
        return len(line) - len(line.lstrip(" "))

    def shown(self, span: Span) -> str:
        """What stands at `span`."""
        start, end = self.range(span)
        return self.text[start:end]

    def with_edits(self, edits: Iterable[tuple[int, int, str]]) -> bytes:
        """The bytes with each (from, to, text) put in; they must not overlap."""
        parts: list[str] = []
        here = 0
        for start, end, text in sorted(edits):
            parts += (self.text[here:start], text)
            here = end
        parts.append(self.text[here:])
        mark = codecs.BOM_UTF8 if self.marked else b""
        return mark + "".join(parts).encode()

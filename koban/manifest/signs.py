"""Signs in a text that YAML 1.1 and 1.2 read differently, or that have no place in text at all."""

from __future__ import annotations

import bisect
import re

from koban.diagnostics.diagnostic import Diagnostic, Span

# NEL, LS and PS end a line in YAML 1.1 and not in 1.2; the others are not allowed by either.
_CONTROL = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_LINE_END = re.compile("\r\n|\n|\r")
_ODD_SPACES = "\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000"
_AROUND_A_KEY = re.compile(rf"[ ]*(?:- )?(?:[{_ODD_SPACES}]|[\w.-]+(?:[{_ODD_SPACES}]|:[{_ODD_SPACES}]))")
_ODD_SPACE = re.compile(f"[{_ODD_SPACES}]")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?=[ \r\n]|$)", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|[ \t])#")


def split_lines(text: str) -> list[str]:
    """The lines of `text` as YAML 1.2 counts them, without their ends."""
    return _LINE_END.split(text)


def find_control(text: str, file: str) -> Diagnostic | None:
    """The first sign that cannot stand in a manifest, if there is one."""
    found = _CONTROL.search(text)
    if found is None:
        return None
    before = split_lines(text[: found.start()])
    line, column = len(before), len(before[-1]) + 1
    return Diagnostic(
        "KB115",
        f"an invisible sign (U+{ord(found[0]):04X}) stands here",
        Span(file, line, column, line, column + 1),
        help="delete it; in double quotes it can be written as an escape such as \\u2028",
    )


def odd_space(lines: list[str], line: int, file: str) -> Span | None:
    """Where a sign that only looks like a space stands around the key of a line."""
    found = _AROUND_A_KEY.match(lines[line]) if line < len(lines) else None
    return Span(file, line + 1, found.end(), line + 1, found.end() + 1) if found else None


def odd_space_in(key: str, span: Span) -> Span | None:
    """The same for a key that stands at `span`."""
    found = None if key.isascii() else _ODD_SPACE.search(key)
    if found is None:
        return None
    column = span.column + found.start()
    return Span(span.file, span.line, column, span.line, column + 1)


def find_conflict(text: str, file: str) -> Span | None:
    """The first line that Git left behind where two people changed the same text."""
    found = _CONFLICT.search(text)
    if found is None:
        return None
    line = len(split_lines(text[: found.start()]))
    return Span(file, line, 1, line, 8)


def find_tabs(text: str, file: str, quoted: list[tuple[int, int]]) -> list[Span]:
    """A place for each line with a tab that stands neither in a comment nor in a quoted or block text.

    `quoted` are the places (start, end) of those texts, in their order.
    """
    starts = [start for start, _ in quoted]
    found: list[Span] = []
    offset = 0
    for number, end in enumerate(_LINE_END.finditer(text + "\n"), start=1):
        line = text[offset : end.start()]
        column = _bad_tab(line, offset, quoted, starts) if "\t" in line else None
        if column is not None:
            found.append(Span(file, number, column + 1, number, column + 2))
        offset = end.end()
    return found[:20]


def _bad_tab(line: str, offset: int, quoted: list[tuple[int, int]], starts: list[int]) -> int | None:
    def in_quoted(position: int) -> bool:
        at = bisect.bisect_right(starts, position) - 1
        return at >= 0 and position < quoted[at][1]

    comment = next(
        (m.end() - 1 for m in _COMMENT.finditer(line) if not in_quoted(offset + m.end() - 1)), len(line)
    )
    indentation = len(line) - len(line.lstrip())
    for column, sign in enumerate(line[:comment]):
        if sign == "\t" and (column < indentation or not in_quoted(offset + column)):
            return column
    return None

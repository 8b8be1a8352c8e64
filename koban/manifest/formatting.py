"""Formats a manifest, and proves that it still says the same: the same values, the same comments, in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from ruamel.yaml.error import YAMLError
from yaml import MarkedYAMLError

from koban.diagnostics.diagnostic import Diagnostic, Severity, Span
from koban.manifest.edit import Source
from koban.manifest.header import with_header, without_header
from koban.manifest.node import Node
from koban.manifest.pieces import Piece, pieces_of
from koban.manifest.reader import read
from koban.manifest.roundtrip import set_out

_BLANKS = re.compile(r"[ \t]+(?=\n)")
_TO_THE_WORDS = re.compile(r" *(?:- +)*")
_KEEPS_LINES = re.compile(r"[|>][0-9]?\+")
_CONTINUED = 2
_END = "\n"


def format_manifest(body: bytes, file: str, header: str | None) -> tuple[bytes, list[Diagnostic]]:
    """`body`, which lies in `file`, formatted and beginning with `header`; as it is where that cannot be done safely."""
    node, problems = read(body, file)
    if node is None:
        return body, problems
    source = Source.of(body)
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    lost: Piece | None = None
    for open_up in (True, False):
        formatted = _format(text, node, open_up=open_up)
        lost = _lost(text, formatted) if formatted is not None else None
        if formatted is None or lost is not None:
            continue
        if header is not None:
            formatted = with_header(formatted, header)
        after = _as_in(source, formatted)
        again, _ = read(after, file)
        if again is not None and _same(node, again):
            return after, []
    return body, [_refused(file, text, lost)]


def _as_in(source: Source, text: str) -> bytes:
    """`text` with the line ends and the byte order mark of `source`."""
    ends = text.replace("\n", "\r\n") if "\r\n" in source.text else text
    return Source(ends, (), source.marked).with_edits([])


def _format(text: str, node: Node, *, open_up: bool) -> str | None:
    """`text` set out anew, or None if what comes out is no YAML. What it lost is for `_lost` to find."""
    before = pieces_of(text)
    try:
        drafted = set_out(text, node, open_up=open_up)
        drafted = _edited(drafted, _restore(text, before, drafted, pieces_of(drafted)))
        drafted = _edited(drafted, _align(text, before, drafted, pieces_of(drafted)))
        return _tidy(drafted)
    except (YAMLError, MarkedYAMLError):
        return None


def _edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    return Source(text, (), marked=False).with_edits(edits).decode()


def _restore(
    text: str, before: Sequence[Piece], drafted: str, after: Sequence[Piece]
) -> Iterator[tuple[int, int, str]]:
    """Edits that write each word with its own quotes, escapes and lines, and lead each comment along with its neighbour."""
    for index, (old, new) in enumerate(zip(before, after, strict=False)):
        if not old.comment and not old.block and not new.block:
            first, *more = text[old.start : old.end].split("\n")
            indent = " " * (_words_begin(drafted, new.start) + _CONTINUED)
            lines = [first, *(f"{indent}{line.strip(' ')}" if line.strip(" ") else "" for line in more)]
            yield new.start, new.end, "\n".join(lines)
        elif old.own_line and new.own_line:
            column = _column_beside(index, text, before, drafted, after)
            line = _line_start(drafted, new.start)
            if column is not None:
                yield line, new.start, " " * column


def _column_beside(
    index: int, text: str, before: Sequence[Piece], drafted: str, after: Sequence[Piece]
) -> int | None:
    """Where a comment on a line of its own begins: under or above the neighbour that it was set out like."""
    column = before[index].start - _line_start(text, before[index].start)
    for step in (1, -1):
        near = index + step
        while 0 <= near < len(before) and before[near].comment:
            near += step
        if 0 <= near < len(before) and _indent(text, before[near].start) == column:
            return _indent(drafted, after[near].start)
    return None


def _align(
    text: str, before: Sequence[Piece], drafted: str, after: Sequence[Piece]
) -> Iterator[tuple[int, int, str]]:
    """Edits that leave each comment behind a word in its column, or two blanks behind the word where that is too narrow."""
    for old, new in zip(before, after, strict=False):
        if not old.comment or old.own_line or new.own_line:
            continue
        line = _line_start(drafted, new.start)
        words = len(drafted[line : new.start].rstrip(" "))
        column = old.start - _line_start(text, old.start)
        yield line + words, new.start, " " * (column - words if column > words else 2)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _indent(text: str, at: int) -> int:
    line = text[_line_start(text, at) : at]
    return len(line) - len(line.lstrip(" "))


def _words_begin(text: str, at: int) -> int:
    found = _TO_THE_WORDS.match(text, _line_start(text, at))
    return found.end() - found.start() if found else 0


def _tidy(text: str) -> str:
    """`text` without blanks at the ends of lines, and with one line end at its own; block texts keep theirs."""
    edits: list[tuple[int, int, str]] = []
    here, last = 0, None
    for piece in pieces_of(text):
        edits += [(*blanks.span(), "") for blanks in _BLANKS.finditer(text, here, piece.start)]
        here, last = (piece.start if piece.comment else piece.end), piece
    edits += [(*blanks.span(), "") for blanks in _BLANKS.finditer(text, here)]
    tidy = _edited(text, edits).lstrip("\n")
    if last is None or not last.block:
        return f"{tidy.rstrip()}\n"
    return tidy if _KEEPS_LINES.match(text, last.start) else f"{tidy.rstrip(_END)}\n"


def _lost(before: str, after: str) -> Piece | None:
    """The first word or comment that does not come back as it was, the line about the schema left aside."""
    return next(
        (
            old or new
            for old, new in zip_longest(_told(before), _told(after))
            if old is None or new is None or not old.same_as(new)
        ),
        None,
    )


def _told(text: str) -> list[Piece]:
    found = pieces_of(text)
    return [
        each for each in found if not (each.comment and each.own_line and without_header(each.text) == "")
    ]


def _same(one: Node, other: Node) -> bool:
    """Whether two trees hold the same values of the same kinds, in the same order."""
    return repr(one.plain()) == repr(other.plain())


def _refused(file: str, text: str, lost: Piece | None) -> Diagnostic:
    span = Span(file)
    if lost is not None:
        line, column = text.count("\n", 0, lost.start) + 1, lost.start - _line_start(text, lost.start) + 1
        span = Span(file, line, column, line, column + 1)
    message = "formatting would lose or move something here, so the file stays as it is"
    cure = "put the comment on a line of its own, outside of { } and [ ], or write the value in another way"
    return Diagnostic("KB120", message, span, Severity.WARNING, help=cure)

"""The comments of a file of texts, each with the entry it belongs to, so that it goes along when the entry moves."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from koban.diagnostics.diagnostic import Span
from koban.manifest.node import Node
from koban.manifest.signs import split_lines
from koban.manifest.translation.marks import Held, is_note, marks_language, read_mark, recognise
from koban.manifest.walk import Path

_BLOCK = re.compile(r"[|>][-+0-9]*")
MODELINE = "# yaml-language-server:"
"""How the comment begins that tells an editor which schema the file has."""


@dataclass(slots=True)
class Remark:
    """What is said about one entry."""

    above: list[str] = field(default_factory=list)
    """Comments, and empty lines, in the lines above it."""
    behind: str = ""
    """The comment in its own line."""


@dataclass(slots=True)
class Remarks:
    """All comments of a file."""

    head: list[str] = field(default_factory=list)
    """About the file as a whole."""
    entries: list[tuple[Path, Remark]] = field(default_factory=list)
    """In the order of the file."""
    end: list[str] = field(default_factory=list)
    """Below the last entry."""
    stale: set[Path] = field(default_factory=set)
    """Which translations are marked as stale."""
    fits: dict[Path, str] = field(default_factory=dict)
    """For which words a person says that a translation fits them still."""

    def carried(self, survives: Callable[[Path], bool]) -> tuple[dict[Path, Remark], list[str]]:
        """The remarks by path and the file's end; those of what does not survive stand at what follows it."""
        found: dict[Path, Remark] = {}
        carried: list[str] = []
        for path, remark in self.entries:
            if not survives(path):
                carried += [*remark.above, *filter(None, [remark.behind])]
                continue
            known = found.setdefault(path, Remark())
            known.above += [*carried, *remark.above]
            known.behind = known.behind or remark.behind
            carried = []
        return found, [*carried, *self.end]


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A line at which an entry of a block map or list begins."""

    line: int
    column: int
    path: Path
    last: int
    """The line in which its value ends, if comments within belong to it."""
    item: bool = False


def read_remarks(source: str, over: Node | None, languages: Collection[str]) -> Remarks:
    """The comments in `source`, whose value is `over`; what waits in one of `languages` is none of them."""
    lines = split_lines(source)
    anchors = sorted(_anchors(over, (), lines), key=lambda each: each.line) if over is not None else []
    return _Reading(lines, anchors, languages).read(_covered(over, lines))


def _anchors(node: Node, path: Path, lines: list[str]) -> Iterator[_Anchor]:
    if is_flow(node, lines):
        return
    if isinstance(node.value, dict):
        for name, child in node.value.items():
            key = node.keys[name]
            yield _Anchor(key.line, key.column, (*path, name), _last(child, lines))
            yield from _anchors(child, (*path, name), lines)
    elif isinstance(node.value, list):
        for index, child in enumerate(node.value):
            span = child.span
            yield _Anchor(span.line, span.column, (*path, index), _last(child, lines), item=True)
            yield from _anchors(child, (*path, index), lines)


def is_flow(node: Node, lines: list[str]) -> bool:
    """Whether `node` is a map in braces or a list in brackets."""
    return isinstance(node.value, dict | list) and lines[node.span.line - 1][node.span.column - 1] in "{["


def _last(node: Node, lines: list[str]) -> int:
    return node.span.end_line if is_flow(node, lines) else 0


def _covered(over: Node | None, lines: list[str]) -> dict[int, list[tuple[int, int]]]:
    """Line -> the columns (from 0) in which words stand, so that a # in them begins no comment."""
    covered: dict[int, list[tuple[int, int]]] = {}
    for span in _scalars(over) if over is not None else ():
        last = last_line(span, lines)
        for line in range(span.line, last + 1):
            text = lines[line - 1]
            start = span.column - 1 if line == span.line else 0
            end = span.end_column - 1 if line == span.end_line else len(text) + 1
            header = block_header(span, lines) if line == span.line else ""
            covered.setdefault(line, []).append((start, start + len(header) if header else end))
    return covered


def last_line(span: Span, lines: list[str]) -> int:
    """The last line of the words at `span`; empty ones below them are none of theirs unless they are kept with a `+`."""
    if span.end_column > 1 or span.end_line == span.line:
        return span.end_line
    last = span.end_line - 1
    while "+" not in block_header(span, lines) and last > span.line and not lines[last - 1].strip():
        last -= 1
    return last


def block_header(span: Span, lines: list[str]) -> str:
    """The sign, such as `|` or `>-`, that words in the block style begin with; else nothing."""
    found = _BLOCK.match(lines[span.line - 1], span.column - 1) if span.line < span.end_line else None
    return found[0] if found is not None else ""


def _scalars(node: Node) -> Iterator[Span]:
    if isinstance(node.value, dict):
        yield from node.keys.values()
        for child in node.value.values():
            yield from _scalars(child)
    elif isinstance(node.value, list):
        for child in node.value:
            yield from _scalars(child)
    else:
        yield node.span


class _Reading:
    """Goes through the lines once."""

    def __init__(self, lines: list[str], anchors: list[_Anchor], languages: Collection[str]) -> None:
        self._lines = lines
        self._anchors = anchors
        self._languages = languages
        self._found = Remarks()
        self._pending: list[str] = []
        self._columns: dict[int, Path] = {1: ()}
        """Column -> the map whose entries stand there."""
        self._open: tuple[_Anchor, Remark] | None = None
        self._run: list[tuple[int, str]] = []

    def read(self, covered: dict[int, list[tuple[int, int]]]) -> Remarks:
        for number, text in enumerate(self._lines, start=1):
            comment, start = _comment_in(text, covered.get(number, []))
            bare = not text[:start].strip() and number not in covered
            if bare and comment and not self._within(number):
                self._run_on(start + 1, comment)
                continue
            self._end_run()
            if bare and not comment and not self._within(number):
                self._pending.append("")
            else:
                self._content(number, comment)
        self._end_run()
        self._found.end += [each for each in self._pending if read_mark(each) is None]
        self._split_head()
        return self._found

    def _within(self, line: int) -> bool:
        return self._open is not None and self._open[0].line < line <= self._open[0].last

    def _content(self, line: int, comment: str) -> None:
        while self._anchors and self._anchors[0].line == line:
            self._enter(self._anchors.pop(0))
        if not comment or marks_language(comment, self._languages):
            return
        if self._open is None:
            self._pending.append(comment)
            return
        remark = self._open[1]
        if remark.behind or self._within(line):
            remark.above.append(comment)
        else:
            remark.behind = comment

    def _enter(self, anchor: _Anchor) -> None:
        self._columns = {column: path for column, path in self._columns.items() if column < anchor.column}
        self._columns[anchor.column] = anchor.path if anchor.item else anchor.path[:-1]
        self._open = (anchor, self._add(anchor.path))

    def _add(self, path: Path) -> Remark:
        remark = Remark()
        for each in self._pending:
            mark = read_mark(each)
            if mark is None:
                remark.above.append(each)
            elif mark[0] == "fits":
                self._found.fits[path] = mark[1]
            else:
                self._found.stale.add(path)
        self._pending = []
        self._found.entries.append((path, remark))
        return remark

    def _run_on(self, column: int, comment: str) -> None:
        if self._run and self._run[-1][0] != column:
            self._end_run()
        self._run.append((column, comment))

    def _end_run(self) -> None:
        """Take in the comments that stood right below each other."""
        run, self._run = self._run, []
        if not run:
            return
        column = run[0][0]
        parent = self._columns.get(column)
        if parent is None and self._anchors and self._anchors[0].column == column:
            parent = self._anchors[0].path[:-1]
        comments = [comment for _, comment in run]
        above: list[tuple[int, str]] = []
        for comment, held in zip(comments, recognise(comments, self._languages), strict=True):
            if held is None:
                self._pending += [] if is_note(comment) else [comment]
            elif parent is not None:
                self._wait(held, parent, above)

    def _wait(self, held: Held, parent: Path, above: list[tuple[int, str]]) -> None:
        while above and above[-1][0] >= held.depth:
            above.pop()
        above.append((held.depth, "" if held.in_list else held.key))
        if all(key for _, key in above):
            self._add((*parent, *(key for _, key in above)))

    def _split_head(self) -> None:
        """What stands at the top, down to an empty line, is about the file."""
        first = self._found.entries[0][1].above if self._found.entries else self._found.end
        cut = max((number for number, each in enumerate(first) if not each), default=-1)
        cut = max([cut, *(number for number, each in enumerate(first) if each.startswith(MODELINE))])
        self._found.head, first[:] = first[: cut + 1], first[cut + 1 :]


def _comment_in(text: str, covered: list[tuple[int, int]]) -> tuple[str, int]:
    """The comment in a line and where it begins; ("", length) if there is none."""
    at = text.find("#")
    while at != -1:
        inside = any(start <= at < end for start, end in covered)
        if not inside and (at == 0 or text[at - 1] in " \t"):
            return text[at:].rstrip(), at
        at = text.find("#", at + 1)
    return "", len(text)

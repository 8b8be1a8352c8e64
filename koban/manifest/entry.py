"""Edits that take one entry of a map out of a text, or write it at another place. What they give is read again before it is used."""

from __future__ import annotations

import re
from typing import NamedTuple

from koban.diagnostics.diagnostic import Span
from koban.manifest.edit import Source
from koban.manifest.node import Node
from koban.manifest.steps import Path

Edit = tuple[int, int, str]


class Written(NamedTuple):
    """A value as text, both ways."""

    flow: str
    """In one line."""
    block: list[str]
    """What stands behind the key (nothing, or a blank and a word), then the lines below it."""


_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|$)")
_STEP = 2


def removed(source: Source, root: Node, path: Path) -> list[Edit]:
    """The edits after which there is no entry at `path`."""
    parent, key = root.get(*path[:-1]), str(path[-1])
    if parent is None:
        return []
    names = list(parent.value)
    start, end = _extent(source, parent, key)
    if len(names) == 1:
        return [(*source.range(parent.span), "{}")] if _is_flow(source, parent) else [(start, end, "{}")]
    line = source.line_start(start)
    before = source.text[line:start]
    if not _is_flow(source, parent) and not before.strip(" "):
        return [(line, _line_end(source, end), "")]
    place = names.index(key)
    if place + 1 < len(names):
        # In { } and behind the - of a list the next entry takes its place.
        return [(start, source.range(parent.keys[names[place + 1]])[0], "")]
    return [(_extent(source, parent, names[place - 1])[1], end, "")]


def moved(source: Source, root: Node, path: Path, target: Path) -> list[Edit]:
    """The edits after which the entry at `path` stands at `target`, as the last one there."""
    parent, key = root.get(*path[:-1]), str(path[-1])
    depth, home = _deepest(root, target)
    if parent is None:
        return []
    start, end = _extent(source, parent, key)
    names = [str(step) for step in target[depth:]]
    alone = home is parent and len(parent.value) == 1
    if _is_flow(source, home) and home.value:
        last = _extent(source, home, list(home.value)[-1])[1]
        opened = "".join(f"{name}: {{" for name in names[:-1])
        value = source.text[source.range(parent.keys[key])[1] : end]
        entry = f"{opened}{names[-1]}{value}{'}' * (len(names) - 1)}"
        return [(start, end, entry)] if alone else [*removed(source, root, path), (last, last, f", {entry}")]
    cut = [(source.line_start(start), _line_end(source, end), "")] if alone else removed(source, root, path)
    return [*cut, *_below(source, home, names, (parent.keys[key], start, end))]


def added(source: Source, root: Node, path: Path, entry: Written) -> list[Edit]:
    """The edits after which there is an entry at `path`, as the last one of its map; there must be none yet."""
    depth, home = _deepest(root, path)
    names = [str(step) for step in path[depth:]]
    opened = "".join(f"{name}: {{" for name in names[:-1])
    flow = f"{opened}{names[-1]}: {entry.flow}{'}' * (len(names) - 1)}"
    if _is_flow(source, home) and home.value:
        last = _extent(source, home, list(home.value)[-1])[1]
        return [(last, last, f", {flow}")]
    above = [root.get(*path[:length]) for length in range(depth)]
    if any(one is not None and _is_flow(source, one) for one in above):
        return [(*source.range(home.span), f"{{{flow}}}")]
    inner = " " * (_column(source, home) + _STEP * (len(names) - 1))
    first, *more = entry.block
    return _lines_below(source, home, names, [f"{inner}{names[-1]}:{first}", *(inner + one for one in more)])


def appended(source: Source, node: Node, word: str) -> list[Edit]:
    """The edit after which the list `node`, which must not be empty, has `word` as its last item."""
    last = node.value[-1].span
    end = source.range(last)[1]
    if source.text[source.range(node.span)[0]] == "[":
        return [(end, end, f", {word}")]
    newline = "\r\n" if "\r\n" in source.text else "\n"
    at = _line_end(source, end)
    lead = "" if source.text[:at].endswith(("\n", "\r")) else newline
    return [(at, at, f"{lead}{' ' * source.indent(source.range(last)[0])}- {word}{newline}")]


def _below(source: Source, home: Node, names: list[str], entry: tuple[Span, int, int]) -> list[Edit]:
    """The edits that write an entry (its key, from where, to where) below the last one of the block map `home`."""
    key, start, end = entry
    whole = source.text[start : _line_end(source, end)] if _ends_line(source, end) else source.text[start:end]
    column = _column(source, home)
    inner = column + _STEP * (len(names) - 1)
    quoted = len(source.shown(key))
    first, *more = (names[-1] + whole[quoted:]).splitlines()
    shift = inner - (key.column - 1)
    return _lines_below(source, home, names, [" " * inner + first, *(_shifted(line, shift) for line in more)])


def _lines_below(source: Source, home: Node, names: list[str], lines: list[str]) -> list[Edit]:
    """The edits that write `lines`, an entry set in as it must be, below the last one of `home`, within maps of all but
    the last of `names`."""
    newline = "\r\n" if "\r\n" in source.text else "\n"
    column = _column(source, home)
    if home.value:
        at = _line_end(source, _extent(source, home, list(home.value)[-1])[1])
        lead = "" if source.text[:at].endswith(("\n", "\r")) else newline
        gap = (at, at)
    else:
        # `{}` gives way to an entry below it.
        begin, close = source.range(home.span)
        lead, gap = newline, (len(source.text[:begin].rstrip(" ")), close)
    above = [f"{' ' * (column + _STEP * level)}{name}:" for level, name in enumerate(names[:-1])]
    return [(*gap, lead + newline.join([*above, *lines]) + (newline if home.value else ""))]


def _column(source: Source, home: Node) -> int:
    """How far in the entries of `home` stand, or would stand below it."""
    if home.value:
        return next(iter(home.keys.values())).column - 1
    return source.indent(source.range(home.span)[0]) + _STEP


def _shifted(line: str, by: int) -> str:
    if not line.strip(" "):
        return line
    return " " * by + line if by >= 0 else line[min(-by, len(line) - len(line.lstrip(" "))) :]


def _deepest(root: Node, target: Path) -> tuple[int, Node]:
    """How many steps of `target` lead to maps that are there, and the last of these."""
    found = [node for length in range(len(target)) if (node := root.get(*target[:length])) is not None]
    return len(found) - 1, found[-1]


def _extent(source: Source, parent: Node, key: str) -> tuple[int, int]:
    """From the first sign of the key to the last one of its value."""
    start = source.range(parent.keys[key])[0]
    end = source.range(parent.value[key].span)[1]
    return start, start + len(source.text[start:end].rstrip(" \r\n"))


def _is_flow(source: Source, node: Node) -> bool:
    return source.text[source.range(node.span)[0]] == "{"


def _ends_line(source: Source, end: int) -> bool:
    return _REST_OF_LINE.match(source.text, end) is not None


def _line_end(source: Source, at: int) -> int:
    """Behind the end of the line, if nothing but a comment follows in it."""
    rest = _REST_OF_LINE.match(source.text, at)
    return rest.end() if rest is not None else at

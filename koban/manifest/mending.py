"""Which fixes can be applied without harm, and the bytes of a file with them applied. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from koban.diagnostics.diagnostic import Diagnostic, Fix, Span
from koban.manifest.edit import Source
from koban.manifest.node import Node
from koban.manifest.reader import read

Bodies = Callable[[str], bytes | None]
"""File -> its bytes, or None where it is none of the workspace's own manifests."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A key or a word of a document."""

    written: str
    map: Node | None
    """The map that the key is of."""


class _File:
    """One file and the spots in it that a fix may replace; `taken` are the names that fixes gave already."""

    def __init__(self, body: bytes, file: str) -> None:
        node, _ = read(body, file)
        self.body = body
        self.source = Source.of(body) if node is not None else None
        self._spots = dict(_spots(node)) if node is not None else {}
        self._taken: set[tuple[int, str]] = set()
        self._end = (0, 0)

    def allows(self, fix: Fix) -> bool:
        """Whether the fix's place holds exactly one key or word, and its new name is free in that map."""
        spot = self._spot(fix.span)
        if self.source is None or spot is None or self.source.shown(fix.span) != spot.written:
            return False
        return spot.map is None or fix.text not in spot.map.value

    def take(self, fix: Fix) -> bool:
        """The same when fixes are applied one after the other: of two that get in each other's way the first wins."""
        spot = self._spot(fix.span)
        place = (fix.span.line, fix.span.column)
        if spot is None or not self.allows(fix) or place < self._end:
            return False
        if spot.map is not None:
            name = (id(spot.map), fix.text)
            if name in self._taken:
                return False
            self._taken.add(name)
        self._end = (fix.span.end_line, fix.span.end_column)
        return True

    def _spot(self, span: Span) -> _Spot | None:
        wider = span._replace(column=span.column - 1, end_column=span.end_column + 1)
        return self._spots.get(span) or self._spots.get(wider)


def _spots(node: Node) -> Iterator[tuple[Span, _Spot]]:
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield node.keys[key], _Spot(key, node)
            yield from _spots(child)
    elif isinstance(node.value, list):
        for child in node.value:
            yield from _spots(child)
    elif isinstance(node.value, str):
        yield node.span, _Spot(node.value, None)


def with_safe_fixes(found: Iterable[Diagnostic], bodies: Bodies) -> list[Diagnostic]:
    """`found`, without the fixes that could do harm."""
    files: dict[str, _File | None] = {}
    return [
        each if each.fix is None or _allowed(each.fix, files, bodies) else replace(each, fix=None)
        for each in found
    ]


def _allowed(fix: Fix, files: dict[str, _File | None], bodies: Bodies) -> bool:
    name = fix.span.file
    if name not in files:
        body = bodies(name)
        files[name] = _File(body, name) if body is not None else None
    file = files[name]
    return file is not None and file.allows(fix)


def mended(body: bytes, file: str, fixes: Iterable[Fix]) -> tuple[bytes, list[Fix]]:
    """`body`, which lies in `file`, with those of `fixes` that can be applied, and these."""
    opened = _File(body, file)
    taken = [fix for fix in sorted(set(fixes), key=lambda fix: fix.span) if opened.take(fix)]
    if opened.source is None or not taken:
        return body, []
    changed = opened.source.with_edits((*opened.source.range(fix.span), fix.text) for fix in taken)
    return (changed, taken) if read(changed, file)[0] is not None else (body, [])

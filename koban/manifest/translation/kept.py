"""Words and braces as a person laid them out in a file of texts, so that writing it anew changes nothing without need."""

from __future__ import annotations

import json

from koban.manifest.node import Node
from koban.manifest.signs import split_lines
from koban.manifest.translation.parts import List, Map, Part, all_there, plain
from koban.manifest.translation.quoting import as_key, as_lines, as_words
from koban.manifest.translation.remarks import block_header, is_flow, last_line
from koban.manifest.walk import Path


class Kept:
    """The layout of a file; without an `over` there is none to keep."""

    def __init__(self, source: str, over: Node | None) -> None:
        """`over` is what was read in `source`."""
        self._lines = split_lines(source)
        self._over = over

    def words(self, words: str, path: Path, indent: int) -> list[str]:
        """The lines of a value whose key is `indent` spaces deep: as it stood there if it did, else as one writes it."""
        old = self._old(path)
        if old is None or old.value != words:
            return as_lines(words, indent + 2)
        first, last = old.span.line, last_line(old.span, self._lines)
        if first == last:
            return [self._slice(old)]
        return self._moved(old, last, path, indent) or as_lines(words, indent + 2)

    def _moved(self, old: Node, last: int, path: Path, indent: int) -> list[str]:
        """Words over several lines, moved to the right or left with their key; nothing if they cannot."""
        above = self._old(path[:-1])
        header = block_header(old.span, self._lines)
        if above is None or not isinstance(above.value, dict) or is_flow(above, self._lines):
            return []
        if any(sign.isdigit() for sign in header):
            return []
        by = indent - (above.keys[str(path[-1])].column - 1)
        lines = self._lines[old.span.line - 1 : last]
        if last == old.span.end_line:
            lines[-1] = lines[-1][: old.span.end_column - 1]
        first = header or lines[0][old.span.column - 1 :]
        return [first, *(_shifted(line, by) for line in lines[1:])]

    def stays_flow(self, part: Part, path: Path) -> bool:
        """Whether `part` stood between braces or brackets on one line, and can."""
        old = self._old(path)
        on_one_line = old is not None and is_flow(old, self._lines) and old.span.line == old.span.end_line
        return on_one_line and all_there(part)

    def flow(self, part: Part | None, path: Path) -> str:
        """`part` between braces or brackets: as it stood there if nothing in it changed."""
        old = self._old(path)
        if old is not None and json.dumps(old.plain()) == json.dumps(plain(part)):
            return self._slice(old)
        if isinstance(part, Map):
            inner = (
                f"{as_key(key)}: {self.flow(child, (*path, key))}" for key, child in part.entries.items()
            )
            return f"{{{', '.join(inner)}}}"
        if isinstance(part, List):
            return f"[{', '.join(self.flow(child, (*path, at)) for at, child in enumerate(part.items))}]"
        return as_words(part.words, flow=True) if part is not None else "{}"

    def _old(self, path: Path) -> Node | None:
        return self._over.get(*path) if self._over is not None else None

    def _slice(self, node: Node) -> str:
        """What stands at a node on one line."""
        end = node.span.end_column - 1 if node.span.end_line == node.span.line else None
        return self._lines[node.span.line - 1][node.span.column - 1 : end]


def _shifted(line: str, by: int) -> str:
    if not line.strip():
        return ""
    if by >= 0:
        return f"{' ' * by}{line}"
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]

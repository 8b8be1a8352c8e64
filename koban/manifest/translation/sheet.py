"""Writes a file of texts anew: keys in the manifest's order, what waits as comments, people's comments where they belong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from koban.manifest.node import Node
from koban.manifest.reader import MAX_BYTES, read
from koban.manifest.translation.kept import Kept
from koban.manifest.translation.marks import fits, notes, stale
from koban.manifest.translation.parts import List, Map, Part, Words, build, paths_in, plain
from koban.manifest.translation.quoting import as_key
from koban.manifest.translation.remarks import MODELINE, Remark, Remarks
from koban.manifest.translation.waiting import entry_lines, head_line
from koban.manifest.walk import Path

_STEP = 2
_EMPTY = "\0"
"""Stands for an empty line between entries; one within a text is really empty."""


class TooBigError(ValueError):
    """The file would have more bytes than a file of texts may have."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the file is to say."""

    spec: Node
    """The merged manifest; gives the order."""
    words: Mapping[Path, str]
    """The translations. Of a list of texts all or none."""
    waiting: Mapping[Path, tuple[str, str]] = field(default_factory=dict)
    """Texts without one: the words that wait and their language."""
    stale: Mapping[Path, str] = field(default_factory=dict)
    """Translations whose original changed: how it reads now."""
    fits: Mapping[Path, str] = field(default_factory=dict)
    """Translations of which a person says that they fit these words still."""


def write_sheet(sheet: Sheet, source: str, over: Node | None, remarks: Remarks) -> str:
    """The file's new text; `source` is its old one, `over` what was read in it, `remarks` its comments.

    What is read in it is exactly `sheet.words`. Raises TooBigError, or RuntimeError rather than return anything else.
    """
    leaves = {path: Words(words) for path, words in sheet.words.items()}
    leaves |= {path: Words(words, language) for path, (words, language) in sheet.waiting.items()}
    part = build(sheet.spec, leaves)
    ending = "\r\n" if "\r\n" in source else "\n"
    # Words stay as they are laid out, but for those that cannot where they go.
    for old in (over, None):
        lines = _with_notes(_Writing(sheet, Kept(source, old), remarks).write(part), sheet)
        text = "".join(f"{line}{ending}" for line in lines)
        if len(text.encode()) > MAX_BYTES:
            raise TooBigError(f"the texts would have more than {MAX_BYTES:,} bytes in one file")
        if _reads_as(text, plain(part) if part is not None else {}):
            return text
    raise RuntimeError("the texts would not be read as they were written")


def _reads_as(text: str, wanted: object) -> bool:
    node, problems = read(text.encode(), "")
    return all(each.code == "KB102" for each in problems) and (node.plain() if node else {}) == wanted


def _with_notes(lines: list[str], sheet: Sheet) -> list[str]:
    told = notes({language for _, language in sheet.waiting.values()}, aged=bool(sheet.stale))
    at = 1 if lines and lines[0].startswith(MODELINE) else 0
    return [*lines[:at], *told, *lines[at:]]


class _Writing:
    """Puts the lines together."""

    def __init__(self, sheet: Sheet, kept: Kept, remarks: Remarks) -> None:
        self._sheet = sheet
        self._kept = kept
        self._remarks = remarks
        self._said: Mapping[Path, Remark] = {}

    def write(self, part: Part | None) -> list[str]:
        """The lines of the file."""
        there = set(paths_in(part)) if part is not None else set()
        self._said, end = self._remarks.carried(lambda path: path in there)
        lines = [each or _EMPTY for each in self._remarks.head]
        if isinstance(part, Map):
            lines += self._entries(part, (), 0)
        return _tidy([*lines, *(each or _EMPTY for each in end)])

    def _entries(self, part: Map, path: Path, indent: int, *, live_first: bool = False) -> Iterator[str]:
        entries = list(part.entries.items())
        if live_first:
            entries.sort(key=lambda entry: not entry[1].live)
        for key, child in entries:
            below = (*path, key)
            yield from self._above(below, indent)
            if child.live:
                yield from self._value(f"{' ' * indent}{as_key(key)}:", child, below, indent)
            else:
                yield from self._waiting(key, child, below, indent, f"{' ' * indent}# ")

    def _above(self, path: Path, indent: int) -> Iterator[str]:
        remark = self._said.get(path)
        for comment in remark.above if remark is not None else ():
            yield f"{' ' * indent}{comment}" if comment else _EMPTY
        if path in self._sheet.stale:
            yield f"{' ' * indent}{stale(self._sheet.stale[path])}"
        elif path in self._sheet.fits:
            yield f"{' ' * indent}{fits(self._sheet.fits[path])}"

    def _behind(self, path: Path) -> str:
        remark = self._said.get(path)
        return f"  {remark.behind}" if remark is not None and remark.behind else ""

    def _value(self, head: str, part: Part, path: Path, indent: int) -> Iterator[str]:
        """`head` with the value behind it, or below it."""
        behind = self._behind(path)
        marked = (*self._sheet.stale, *self._sheet.fits)
        if isinstance(part, Words):
            lines = self._kept.words(part.words, path, indent)
            at = 0 if lines[0].startswith(("|", ">")) else -1
            lines[at] += behind
            yield f"{head} {lines[0]}"
            yield from lines[1:]
        elif self._kept.stays_flow(part, path) and not any(each[: len(path)] == path for each in marked):
            yield f"{head} {self._kept.flow(part, path)}{behind}"
        else:
            yield f"{head}{behind}"
            yield from self._block(part, path, indent + _STEP)

    def _block(self, part: Map | List, path: Path, indent: int, *, live_first: bool = False) -> Iterator[str]:
        if isinstance(part, Map):
            yield from self._entries(part, path, indent, live_first=live_first)
        else:
            yield from self._items(part, path, indent)

    def _items(self, part: List, path: Path, indent: int) -> Iterator[str]:
        for index, child in enumerate(part.items):
            below = (*path, index)
            yield from self._above(below, indent)
            if child is None or not child.live:
                yield f"{' ' * indent}- {{}}{self._behind(below)}"
                if isinstance(child, Map):
                    yield from self._entries(child, below, indent + _STEP)
            elif isinstance(child, Words):
                yield from self._value(f"{' ' * indent}-", child, below, indent)
            else:
                yield from self._dashed(child, below, indent)

    def _dashed(self, part: Map | List, path: Path, indent: int) -> Iterator[str]:
        """An item of a list that is a map or a list itself, with its dash before its first line."""
        if self._kept.stays_flow(part, path):
            yield from self._value(f"{' ' * indent}-", part, path, indent)
            return
        if self._behind(path):
            yield f"{' ' * indent}{self._behind(path).strip()}"
        deeper = indent + _STEP
        lines = list(self._block(part, path, deeper, live_first=True))
        first = next(at for at, line in enumerate(lines) if line[deeper:] and line[deeper] != "#")
        lines[first] = f"{' ' * indent}- {lines[first][deeper:]}"
        yield from lines

    def _waiting(self, key: str, part: Part, path: Path, indent: int, begin: str) -> Iterator[str]:
        """The lines of a part that waits, all of them comments, with what people said in between."""
        if self._behind(path):
            yield f"{' ' * indent}{self._behind(path).strip()}"
        if not isinstance(part, Map):
            yield from (f"{begin}{line}" for line in entry_lines(key, part))
            return
        yield f"{begin}{head_line(key, part)}"
        for name, child in part.entries.items():
            below = (*path, name)
            yield from self._above(below, indent)
            yield from self._waiting(name, child, below, indent, f"{begin}{' ' * _STEP}")


def _tidy(lines: list[str]) -> list[str]:
    """Without empty lines at both ends, and one at most between others."""
    kept: list[str] = []
    for line in lines:
        if line != _EMPTY or (kept and kept[-1] != _EMPTY):
            kept.append(line)
    while kept and kept[-1] == _EMPTY:
        kept.pop()
    return ["" if line == _EMPTY else line for line in kept]

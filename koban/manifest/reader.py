"""The one reader of YAML: bytes to a tree with positions, with every limit counted as the events come."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from threading import Lock

from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.events import Builder
from koban.manifest.node import Node

MAX_BYTES = 1024 * 1024
_KEPT_FILES = 1024
_KEPT_BYTES = 2 * 1024 * 1024
"""Of text; its trees take some thirty times as much memory."""

Parsed = tuple[Node | None, tuple[Diagnostic, ...]]


class _Cache:
    """What was read lately, by content and file; the oldest goes first. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._parsed: OrderedDict[tuple[bytes, str], tuple[Parsed, int]] = OrderedDict()
        self._bytes = 0

    def get(self, key: tuple[bytes, str]) -> Parsed | None:
        with self._lock:
            found = self._parsed.get(key)
            if found is None:
                return None
            self._parsed.move_to_end(key)
            return found[0]

    def put(self, key: tuple[bytes, str], parsed: Parsed, size: int) -> None:
        with self._lock:
            if key in self._parsed:
                return
            self._parsed[key] = (parsed, size)
            self._bytes += size
            while len(self._parsed) > _KEPT_FILES or self._bytes > _KEPT_BYTES:
                _, (_, dropped) = self._parsed.popitem(last=False)
                self._bytes -= dropped


_cache = _Cache()


def read(text: bytes, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of one YAML 1.2 document, or None and why not. Never raises, whatever the bytes."""
    if len(text) > MAX_BYTES:
        return None, [too_big(file, len(text))]
    key = (hashlib.sha256(text).digest(), file)
    parsed = _cache.get(key)
    if parsed is None:
        parsed = _parse(text, file)
        _cache.put(key, parsed, len(text))
    return parsed[0], list(parsed[1])


def too_big(file: str, size: int) -> Diagnostic:
    """The diagnostic for a manifest of `size` bytes, which is more than is read."""
    return Diagnostic(
        "KB110",
        f"the file has {size:,} bytes; a manifest may have {MAX_BYTES:,}",
        Span(file),
        help="move large data into files of its own, such as an area's GeoJSON",
    )


def _parse(text: bytes, file: str) -> Parsed:
    try:
        decoded = text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(text, error.start, file),)
    if "\0" in decoded:
        return None, (_no_text(file),)
    builder = Builder(decoded, file)
    node = builder.build()
    return node, tuple(builder.diagnostics)


def _not_utf8(text: bytes, at: int, file: str) -> Diagnostic:
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Diagnostic(
            "KB109", "the file is saved as UTF-16", Span(file), help='save it in the encoding "UTF-8"'
        )
    if b"\0" in text:
        return _no_text(file)
    before = text[:at].decode("utf-8-sig", errors="replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Diagnostic(
        "KB109",
        "the file is not UTF-8 text",
        Span(file, line, column, line, column + 1),
        help='save it in the encoding "UTF-8"',
    )


def _no_text(file: str) -> Diagnostic:
    cure = "write manifests with a plain text editor; what Word or a drawing program saves cannot be read"
    return Diagnostic("KB109", "this is no text file", Span(file), help=cure)

"""Writes values into the text of a manifest: comments, order and every other sign of it stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from koban.manifest.edit import Source
from koban.manifest.entry import Edit, Written, added, appended, removed
from koban.manifest.node import Node
from koban.manifest.pieces import pieces_of
from koban.manifest.reader import read
from koban.manifest.rewriting import write_scalar

Value = str | int | float | bool | Mapping[str, "Value"] | list[str]
_STEP = "  "


class UnwritableError(ValueError):
    """The text cannot take the value without losing something; it has to be written by hand."""


def put(body: bytes, file: str, path: tuple[str, ...], value: Value) -> bytes:
    """`body` with `value` at `path`, in the place of what may be there, else as the last entry. Raises UnwritableError."""
    node, bare = _tree(body, file), body
    if node.get(*path) is not None:
        bare = _edited(body, file, removed(Source.of(body), node, path))
        node = _tree(bare, file)
    after = _edited(bare, file, added(Source.of(bare), node, path, _written(value)))
    if _comments(after) != _comments(body):
        raise UnwritableError(f"{file}: {'.'.join(path)} has comments; it has to be written by hand")
    return _proven(bare, after, file, path, value)


def append(body: bytes, file: str, path: tuple[str, ...], word: str) -> bytes:
    """`body` with `word` in the list at `path`, once. Raises UnwritableError."""
    node = _tree(body, file)
    there = node.get(*path)
    known: list[str] = [] if there is None else list(there.plain())
    if there is None or not known:
        return put(body, file, path, [word])
    if word in known:
        return body
    after = _edited(body, file, appended(Source.of(body), there, write_scalar(word)))
    return _proven(body, after, file, path, [*known, word])


def _tree(body: bytes, file: str) -> Node:
    node, _ = read(body, file)
    if node is None:
        raise UnwritableError(f"{file} cannot be read")
    return node


def _edited(body: bytes, file: str, edits: list[Edit]) -> bytes:
    after = Source.of(body).with_edits(edits)
    _tree(after, file)
    return after


def _proven(before: bytes, after: bytes, file: str, path: tuple[str, ...], value: Value) -> bytes:
    wanted: Any = _tree(before, file).plain()
    inner = wanted
    for name in path[:-1]:
        if not isinstance(inner.get(name), dict):
            inner[name] = {}
        inner = inner[name]
    inner[path[-1]] = value
    if repr(_tree(after, file).plain()) != repr(wanted) or _comments(before) != _comments(after):
        raise UnwritableError(f"{file}: {'.'.join(path)} has to be written by hand")
    return after


def _comments(body: bytes) -> list[str]:
    return [piece.text for piece in pieces_of(Source.of(body).text) if piece.comment]


def _written(value: Value) -> Written:
    if isinstance(value, Mapping):
        parts = {name: _written(inner) for name, inner in value.items()}
        lines = [
            line
            for name, part in parts.items()
            for line in (f"{name}:{part.block[0]}", *(one for one in part.block[1:]))
        ]
        flow = ", ".join(f"{name}: {part.flow}" for name, part in parts.items())
        return Written(f"{{{flow}}}", ["", *(_STEP + line for line in lines)])
    if isinstance(value, list):
        flow = f"[{', '.join(write_scalar(one) for one in value)}]"
        return Written(flow, [f" {flow}"])
    word = (
        str(value) if isinstance(value, float | int) and not isinstance(value, bool) else write_scalar(value)
    )
    return Written(word, [f" {word}"])

"""A text as the manifest has it: what a translator translates from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from koban.diagnostics.diagnostic import Span
from koban.manifest.locate import locate
from koban.manifest.node import Node
from koban.manifest.walk import FoundText, Path


@dataclass(frozen=True, slots=True)
class Original:
    """One text for people, without what stands in `texts/`."""

    path: Path
    words: Mapping[str, str]
    """In every language in which the manifest or one of its parents gives it."""
    language: str
    """Of the words that are translated: the first language, or another one if it is not written in that."""
    span: Span
    """Where those words stand."""

    @property
    def said(self) -> str:
        """The words that are translated."""
        return self.words[self.language]


def originals(found: Iterable[FoundText], spec: Node, first: str) -> list[Original]:
    """The texts in `found`, in the order in which `spec` has them."""
    by_path = {text.path: text.words for text in found}
    order = {path: number for number, path in enumerate(_paths(spec, ()))}
    ordered = sorted(by_path, key=lambda path: order.get(path, len(order)))
    return [_original(path, by_path[path], spec, first) for path in ordered]


def _original(path: Path, words: Mapping[str, str], spec: Node, first: str) -> Original:
    language = first if first in words else next(iter(words))
    return Original(path, words, language, locate(spec, (*path, language), ""))


def _paths(node: Node, path: Path) -> Iterable[Path]:
    yield path
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield from _paths(child, (*path, key))
    elif isinstance(node.value, list):
        for index, child in enumerate(node.value):
            yield from _paths(child, (*path, index))


def arrange(node: Node, manifest: str) -> Node:
    """`node` with its keys as they stand in the file `manifest`, and behind them those that only parents have."""
    if isinstance(node.value, list):
        return Node([arrange(child, manifest) for child in node.value], node.span, node.keys)
    if not isinstance(node.value, dict):
        return node

    def place(key: str) -> tuple[bool, int, int]:
        span = node.keys.get(key)
        return (False, span.line, span.column) if span and span.file == manifest else (True, 0, 0)

    value = {key: arrange(node.value[key], manifest) for key in sorted(node.value, key=place)}
    return Node(value, node.span, node.keys)


def dotted(path: Path) -> str:
    """`path` in one word, as `koban explain` and PO files have it; no two paths give the same."""
    return ".".join(str(step).replace("\\", "\\\\").replace(".", "\\.") for step in path)

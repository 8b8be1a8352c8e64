"""Compares a file of texts with the manifest: what it translates, and what in it is left over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.node import Node
from koban.manifest.texts import Overlay, must_be_text
from koban.manifest.walk import Path


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Something in a file of texts that translates nothing."""

    path: Path
    span: Span
    node: Node


@dataclass(slots=True)
class Fitted:
    """What one file of texts holds."""

    words: dict[Path, Node] = field(default_factory=dict)
    """The translations of texts."""
    kept: dict[Path, Node] = field(default_factory=dict)
    """Words for what is switched off or not looked into: whether they are texts is not known."""
    left_over: list[LeftOver] = field(default_factory=list)
    """What nothing in the manifest has, or is no text there."""
    mistakes: list[Diagnostic] = field(default_factory=list)
    """What a person must mend before the file can be written anew."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a manifest has texts."""

    spec: Node
    """Merged, without what stands in `texts/`."""
    texts: Collection[Path]
    unseen: Collection[Path]
    """Below these paths nobody knows what is a text."""


def fit(shape: Shape, over: Node, tag: str, first: str) -> Fitted:
    """What the file `over`, whose language is `tag`, holds for a manifest of this `shape`."""
    fitted = Fitted()
    if not isinstance(over.value, dict) or ("spec" in over.value and "spec" not in shape.spec.value):
        overlay = Overlay(tag, first)
        overlay.lay(shape.spec, over)
        fitted.mistakes += overlay.diagnostics
        return fitted
    _fit(shape, fitted, shape.spec, over, over.span, ())
    return fitted


def _fit(shape: Shape, fitted: Fitted, node: Node, over: Node, key: Span, path: Path) -> None:
    if path in shape.texts:
        _text(fitted, over, key, path)
    elif isinstance(over.value, dict) and isinstance(node.value, dict):
        for name, child in over.value.items():
            _below(shape, fitted, node.value.get(name), child, over.keys[name], (*path, name))
    elif isinstance(over.value, list) and isinstance(node.value, list):
        _list(shape, fitted, node, over, path)
    elif isinstance(over.value, str) and _said(node) and _hidden(path, shape.unseen):
        fitted.kept[path] = over
    else:
        fitted.left_over.append(LeftOver(path, key, over))


def _below(shape: Shape, fitted: Fitted, node: Node | None, over: Node, key: Span, path: Path) -> None:
    if node is None:
        fitted.left_over.append(LeftOver(path, key, over))
    else:
        _fit(shape, fitted, node, over, key, path)


def _list(shape: Shape, fitted: Fitted, node: Node, over: Node, path: Path) -> None:
    if len(over.value) < len(node.value) and any((*path, at) in shape.texts for at in range(len(node.value))):
        message = f'"{path[-1]}" has {len(over.value)} texts here and {len(node.value)} in the manifest'
        cure = "translate all of a list, or leave it out"
        fitted.mistakes.append(Diagnostic("KB310", message, over.span, help=cure))
        return
    for index, child in enumerate(over.value):
        below = node.value[index] if index < len(node.value) else None
        _below(shape, fitted, below, child, child.span, (*path, index))


def _text(fitted: Fitted, over: Node, key: Span, path: Path) -> None:
    if isinstance(over.value, dict | list):
        fitted.left_over.append(LeftOver(path, key, over))
    elif not isinstance(over.value, str):
        fitted.mistakes.append(must_be_text(str(path[-1]), over))
    elif over.value.strip():
        fitted.words[path] = over


def _said(node: Node) -> bool:
    """Whether `node` could be a text: words, or a map of language to words."""
    if isinstance(node.value, dict):
        return all(isinstance(child.value, str) for child in node.value.values())
    return isinstance(node.value, str)


def _hidden(path: Path, unseen: Collection[Path]) -> bool:
    return any(path[:length] in unseen for length in range(len(path) + 1))

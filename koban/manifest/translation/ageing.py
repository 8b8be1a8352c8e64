"""How old a translation is: what its original read like when it was last changed. Knows a history, and no Git."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from koban.manifest.node import Node
from koban.manifest.translation.original import Original
from koban.manifest.walk import Path

Sayings = Mapping[Path, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Past:
    """Earlier states of a manifest and its texts, newest first: each state leads to those before it."""

    newest: Sequence[str]
    before: Mapping[str, Sequence[str]]
    words: Callable[[str], Sayings | None]
    """What a state said, by path and language; None if it cannot be read."""

    def original_of(self, original: Original, language: str, translation: str) -> str | None:
        """What `original` read like where `translation` was written; None if that is not known.

        Goes back as long as a state has the same translation: the last one is where it was written.
        """
        said: str | None = original.said
        near, looked_at = list(self.newest), set[str]()
        while near:
            state = near.pop(0)
            if state in looked_at or state not in self.before:
                continue
            looked_at.add(state)
            known = self.words(state)
            if known is None:
                near += self.before.get(state, ())
                continue
            then = known.get(original.path, {})
            if then.get(language) == translation:
                said = then.get(original.language)
                near = list(self.before.get(state, ()))
        return said


def said_at(spec: Node, first: str, paths: Iterable[Path]) -> Sayings:
    """What a merged manifest with its texts says at `paths`, in every language."""
    return {path: _words(node, first) for path in paths if (node := spec.get(*path)) is not None}


def _words(node: Node, first: str) -> Mapping[str, str]:
    if isinstance(node.value, str):
        return {first: node.value}
    if isinstance(node.value, dict):
        return {key: child.value for key, child in node.value.items() if isinstance(child.value, str)}
    return {}

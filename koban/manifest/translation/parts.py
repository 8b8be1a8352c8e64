"""What a file of texts is to hold, as a tree: translations, and texts that wait for theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from koban.manifest.node import Node
from koban.manifest.walk import Path


@dataclass(frozen=True, slots=True)
class Words:
    """One text: its translation, or the words that wait for it."""

    words: str
    waits_in: str = ""
    """The language of `words` if they are not translated."""

    @property
    def live(self) -> bool:
        """Whether it is there."""
        return not self.waits_in


@dataclass(frozen=True, slots=True)
class Map:
    """Parts by key, in their order."""

    entries: Mapping[str, Part]
    live: bool
    """Whether anything in it is there."""


@dataclass(frozen=True, slots=True)
class List:
    """As many parts as the manifest's list has; None where there is nothing to say."""

    items: tuple[Part | None, ...]
    live: bool


Part = Words | Map | List


def build(spec: Node, leaves: Mapping[Path, Words], path: Path = ()) -> Part | None:
    """The tree of `leaves`, in the order and with the lists of `spec`; None if there is no leaf below `path`."""
    if path in leaves:
        return leaves[path]
    if isinstance(spec.value, dict):
        built = {key: build(child, leaves, (*path, key)) for key, child in spec.value.items()}
        entries = {key: part for key, part in built.items() if part is not None}
        return Map(entries, any(part.live for part in entries.values())) if entries else None
    if isinstance(spec.value, list):
        items = tuple(build(child, leaves, (*path, index)) for index, child in enumerate(spec.value))
        there = [part for part in items if part is not None]
        return List(items, any(part.live for part in there)) if there else None
    return None


def plain(part: Part | None) -> object:
    """What is there, as plain data."""
    if isinstance(part, Map):
        return {key: plain(child) for key, child in part.entries.items() if child.live}
    if isinstance(part, List):
        return [plain(child) if child is not None and child.live else {} for child in part.items]
    return part.words if part is not None else {}


def all_there(part: Part | None) -> bool:
    """Whether nothing in it waits."""
    if isinstance(part, Map):
        return all(all_there(child) for child in part.entries.values())
    if isinstance(part, List):
        return all(all_there(child) for child in part.items)
    return part is None or part.live


def paths_in(part: Part, path: Path = ()) -> Iterator[Path]:
    """The paths at which something can be said in a comment: all, but nothing within a list that waits."""
    yield path
    if isinstance(part, Map):
        for key, child in part.entries.items():
            yield from paths_in(child, (*path, key))
    elif isinstance(part, List) and part.live:
        for index, item in enumerate(part.items):
            below = (*path, index)
            yield from paths_in(item, below) if item is not None else (below,)

"""Where the fields of a change stand in the files: where the new value is written, or where one that goes was. Reads no file."""

from __future__ import annotations

from koban.diagnostics.diagnostic import Span
from koban.manifest.community import LoadedCommunity
from koban.manifest.node import Node
from koban.model.plan import Change, FieldChange

_WRITTEN_AS = {"declared": "languages", "time_zone": "timeZone"}
"""What a bundle calls a field -> what a manifest does."""
_OF_NO_FILE = frozenset({"known", "format", "name"})


def with_places(change: Change, after: LoadedCommunity | None, before: LoadedCommunity | None) -> Change:
    """`change` with the file and line of each field, as far as any file says it."""
    fields = [_placed(field, after, before) for field in change.fields]
    return change.model_copy(update={"fields": fields})


def _placed(field: FieldChange, after: LoadedCommunity | None, before: LoadedCommunity | None) -> FieldChange:
    sides = (before, after) if field.after is None else (after, before)
    spans = (place_of(field.path, side) for side in sides if side is not None)
    span = next((span for span in spans if span is not None), None)
    if span is None:
        return field
    return field.model_copy(update={"file": span.file, "line": span.line})


def place_of(path: str, loaded: LoadedCommunity) -> Span | None:
    """Where `path`, or what it belongs to, stands; that may be the force's file, or another whose values are taken over."""
    first, _, rest = path.partition(".")
    if first in _OF_NO_FILE:
        return None
    if first == "files":
        return Span(f"{loaded.folder}/{rest}")
    if first == "force":
        return _nearest(loaded.force.node, rest)
    if first == "area":
        file = loaded.node.get("area", "file") if loaded.node else None
        if file is not None and f"{loaded.folder}/{file.value}" in loaded.files:
            return Span(f"{loaded.folder}/{file.value}")
    return _nearest(loaded.node, path)


def _nearest(node: Node | None, path: str) -> Span | None:
    """The key at the end of `path`, or the last one on the way to it that is there."""
    steps, found = path.split("."), None
    while steps and node is not None and isinstance(node.value, dict):
        step = _longest_key(node, steps)
        if step is None:
            break
        key, taken = step
        found = node.keys.get(key) or node.value[key].span
        node, steps = node.value[key], steps[taken:]
    return found


def _longest_key(node: Node, steps: list[str]) -> tuple[str, int] | None:
    # Keys may hold dots themselves, as the paths under `limits` do.
    for taken in range(len(steps), 0, -1):
        key = ".".join(steps[:taken])
        for name in (key, _WRITTEN_AS.get(key, key)):
            if name in node.value:
                return name, taken
    return None

"""Which blueprints lie below a community, told cheaply: what a file extends is remembered by its content."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from koban.manifest.blueprint import take_extends
from koban.manifest.layout import BLUEPRINTS, FORCE_FILE, Place
from koban.manifest.reader import MAX_BYTES, read
from koban.manifest.tree import Entry, Tree

_KEPT = 100_000
_Names = tuple[str, ...] | None


class _Memory:
    """Content and place in it -> the names that it extends. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: OrderedDict[tuple[str, str], _Names] = OrderedDict()

    def names(self, tree: Tree, entry: Entry | None, below: str) -> _Names:
        """What the map at `below` of a manifest extends, or None if it does not say."""
        if entry is None or entry.symlink or entry.size > MAX_BYTES:
            return None
        key = (entry.blob, below)
        with self._lock:
            if key in self._known:
                return self._known[key]
        found = _read_names(tree, entry, below)
        with self._lock:
            self._known[key] = found
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return found


_MEMORY = _Memory()


def blueprints_below(tree: Tree, place: Place) -> list[str]:
    """Every blueprint that the community in `place` extends, at once or by way of others; unknown ones too."""
    entries = tree.entries()
    names = _MEMORY.names(tree, entries.get(place.manifest), "spec")
    if names is None:
        force = entries.get(f"deployments/{place.force}/{FORCE_FILE}")
        names = _MEMORY.names(tree, force, "spec.defaults")
    found: dict[str, None] = {}
    waiting = list(names or ())
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += _MEMORY.names(tree, entries.get(f"{BLUEPRINTS}/{name}.yaml"), "spec") or ()
    return sorted(found)


def _read_names(tree: Tree, entry: Entry, below: str) -> _Names:
    node, _ = read(tree.read(entry.path), entry.path)
    spec = node.get(*below.split(".")) if node is not None else None
    if spec is None or spec.get("extends") is None:
        return None
    return tuple(one.value for one in take_extends(spec)[1])

"""A source that never moves: one state of a workspace, and of that the communities that are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from koban.manifest.inheritance import blueprints_below
from koban.manifest.layout import inputs_of, lay_out
from koban.manifest.tree import Entry, Tree


class Part:
    """A `koban.manifest.tree.Tree`: the files that some communities of another depend on, and no others."""

    def __init__(self, tree: Tree, names: Collection[str]) -> None:
        """Names that have no folder in `tree` are passed over."""
        self._tree, entries = tree, tree.entries()
        places = [place for place in lay_out(entries).places() if place.name in names]
        paths = {
            path for place in places for path in inputs_of(place, entries, blueprints_below(tree, place))
        }
        self._entries = {path: entries[path] for path in paths & entries.keys()}

    def entries(self) -> Mapping[str, Entry]:
        """The files by path."""
        return self._entries

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises KeyError for what is absent, a symbolic link or too large."""
        return self._tree.read(self._entries[path].path)


class FixedSource:
    """A `koban.reconcile.source.Source` whose head is always the same."""

    def __init__(self, tree: Tree, revision: str) -> None:
        """Show `tree` under the name `revision`."""
        self._tree, self._revision = tree, revision

    def head(self) -> str:
        """The one revision."""
        return self._revision

    def snapshot(self, revision: str) -> Tree:
        """The one tree."""
        return self._tree

    def last_touched(self, paths: Iterable[str], revision: str) -> str:
        """The one revision."""
        return self._revision

    def close(self) -> None:
        """Nothing is kept open here; whoever made the tree closes it."""

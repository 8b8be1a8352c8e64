"""A workspace without its files of texts: what a manifest says by itself."""

from __future__ import annotations

from collections.abc import Mapping

from koban.manifest.layout import is_overlay
from koban.manifest.tree import Entry, Tree


class Untranslated:
    """A Tree that hides `texts/` of all communities of another."""

    def __init__(self, tree: Tree) -> None:
        """Stand on `tree`."""
        self._tree = tree
        self._entries = {path: entry for path, entry in tree.entries().items() if not is_overlay(path)}

    def entries(self) -> Mapping[str, Entry]:
        """The files by path, less those with texts."""
        return self._entries

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises KeyError for what is absent or hidden."""
        return self._tree.read(self._entries[path].path)

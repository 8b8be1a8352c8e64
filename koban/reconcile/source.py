"""Where manifests come from: a branch of a repository, or a folder as it lies there. Git itself is spoken in `koban.sources`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from koban.manifest.tree import Tree, WorkingTree
from koban.model.bundle import canonical


class Source(Protocol):
    """States of a workspace, the newest of which is followed."""

    def head(self) -> str:
        """Names the newest state; cheap. Raises `SourceError` if it cannot be told."""
        ...

    def snapshot(self, revision: str) -> Tree:
        """The files of a state."""
        ...

    def last_touched(self, paths: Iterable[str], revision: str) -> str:
        """The last revision, at or before `revision`, that changed any of `paths` (files or folders)."""
        ...

    def close(self) -> None:
        """Let go of what is kept open for reading."""
        ...


class FolderSource:
    """A folder as it lies there, for the one who is editing. Revisions are named after content."""

    def __init__(self, folder: Path) -> None:
        """Follow what lies in `folder`."""
        self._folder = folder
        self._seen: WorkingTree | None = None

    def head(self) -> str:
        """A name of all files' content."""
        self._seen = WorkingTree(self._folder)
        return _named(self._seen, ("",))

    def snapshot(self, revision: str) -> Tree:
        """The files as they were when `revision` was told to be the head."""
        return self._seen or WorkingTree(self._folder)

    def last_touched(self, paths: Iterable[str], revision: str) -> str:
        """A name of the content of `paths`."""
        return _named(self.snapshot(revision), tuple(paths))

    def close(self) -> None:
        """Forget what was read."""
        self._seen = None


def _named(tree: Tree, below: tuple[str, ...]) -> str:
    content = [
        (path, entry.blob)
        for path, entry in sorted(tree.entries().items())
        if any(path == one or path.startswith(f"{one}/" if one else "") for one in below)
    ]
    return f"working-tree-{hashlib.sha256(canonical(content)).hexdigest()[:12]}"

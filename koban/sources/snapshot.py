"""A workspace at one revision, straight from Git's object database: nothing is checked out, nothing can change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from git import Repo

from koban.manifest.tree import FOLDERS, MAX_DEPTH, MAX_FILE, MAX_FILES, WORKSPACE_FILE, Entry
from koban.sources.errors import too_many_files
from koban.sources.objects import ObjectReader

_SYMLINK = "120000"
_SUBMODULE = "160000"
WHOLE = (WORKSPACE_FILE, *FOLDERS)
"""The files and folders that a workspace consists of."""


class Snapshot:
    """A `koban.manifest.tree.Tree`. Holds no process and no open file of its own."""

    def __init__(self, revision: str, entries: Mapping[str, Entry], objects: ObjectReader) -> None:
        """Use `LocalRepository.snapshot`."""
        self.revision = revision
        self._entries = MappingProxyType(dict(entries))
        self._objects = objects

    def entries(self) -> Mapping[str, Entry]:
        """`koban.yaml` and what lies in `blueprints/` and `deployments/`, by path; hidden files are left out."""
        return self._entries

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises KeyError for what is absent, a symbolic link, a submodule or above `MAX_FILE`."""
        entry = self._entries[path]
        if entry.symlink or entry.size > MAX_FILE:
            raise KeyError(path)
        return self._objects.read(entry.blob)


def list_entries(repo: Repo, revision: str, within: Iterable[str] = WHOLE) -> dict[str, Entry]:
    """The workspace's files at a commit, of those `within`. Raises `SourceError` if there are too many."""
    found: dict[str, Entry] = {}
    for entry in _listed(repo, revision, within):
        found[entry.path] = entry
        if len(found) > MAX_FILES:
            raise too_many_files(MAX_FILES)
    return found


def _listed(repo: Repo, revision: str, within: Iterable[str]) -> Iterator[Entry]:
    listing = repo.git.ls_tree("-r", "-z", "-l", "--full-tree", revision, "--", *within)
    for line in filter(None, listing.split("\0")):
        about, _, path = line.partition("\t")
        mode, _type, blob, size = about.split()
        steps = path.split("/")
        if len(steps) > MAX_DEPTH + 1 or any(step.startswith(".") for step in steps):
            continue
        unreadable = mode in {_SYMLINK, _SUBMODULE}
        yield Entry(path, 0 if unreadable else int(size), blob, symlink=unreadable)

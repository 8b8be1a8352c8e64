"""The files that a workspace consists of, wherever they lie. Reads bytes; knows no YAML and no Git."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from koban.manifest.looks import Looks

WORKSPACE_FILE = "koban.yaml"
FOLDERS = ("blueprints", "deployments")
MAX_FILE = 16 * 1024 * 1024
MAX_FILES = 200_000
_KEPT = 64 * 1024
MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: its posix path relative to the workspace, and what is known without reading it."""

    path: str
    size: int
    blob: str
    """Names the content: equal names, equal bytes."""
    symlink: bool = False


class Tree(Protocol):
    """One state of a workspace's files."""

    def entries(self) -> Mapping[str, Entry]:
        """`koban.yaml` and what lies in `blueprints/` and `deployments/`, by path."""
        ...

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises KeyError for what is absent, a symbolic link or above `MAX_FILE`."""
        ...


class TooManyFilesError(ValueError):
    """A workspace with more files than are looked at."""


class ChangedMeanwhileError(Exception):
    """A file is no longer what it was when the folder was looked at."""


class WorkingTree:
    """The files of a folder as they lie there, untracked ones too. Each is looked at once: one object, one state."""

    def __init__(self, folder: Path, looks: Looks | None = None) -> None:
        """Stand on the workspace in `folder`; files that look as in `looks` are read only when they are asked for."""
        self._folder = folder
        self._looks = looks
        self._entries: dict[str, Entry] | None = None
        self._kept: dict[str, bytes] = {}

    def entries(self) -> Mapping[str, Entry]:
        """The files by path; hidden ones are left out. Raises TooManyFilesError."""
        if self._entries is None:
            self._entries = {entry.path: entry for entry in self._look()}
        return self._entries

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises KeyError for what is absent, a symbolic link or above `MAX_FILE`.

        Where files are named by their looks, ChangedMeanwhileError is raised for one that is another by now.
        """
        entry = self.entries()[path]
        if entry.symlink or entry.size > MAX_FILE:
            raise KeyError(path)
        kept = self._kept.get(path)
        if kept is not None:
            return kept
        if self._looks is None:
            return self._bytes(self._folder / path)
        return self._as_entered(entry)

    def _as_entered(self, entry: Entry) -> bytes:
        try:
            body = self._bytes(self._folder / entry.path)
        except FileNotFoundError:
            raise ChangedMeanwhileError(entry.path) from None
        if _named(body) != entry.blob:
            raise ChangedMeanwhileError(entry.path)
        return body

    def _look(self) -> Iterator[Entry]:
        for count, (path, found) in enumerate(self._walk(), start=1):
            if count > MAX_FILES:
                raise TooManyFilesError(f"the workspace has more than {MAX_FILES:,} files")
            try:
                yield self._entry(path, found)
            except FileNotFoundError:
                # Gone since the folder was listed: editors write a new file and rename it.
                continue

    def _walk(self) -> Iterator[tuple[str, os.DirEntry[str]]]:
        with os.scandir(self._folder) as top:
            here = {found.name: found for found in top}
        if WORKSPACE_FILE in here:
            yield WORKSPACE_FILE, here[WORKSPACE_FILE]
        for name in FOLDERS:
            if name not in here:
                continue
            if here[name].is_dir(follow_symlinks=False):
                yield from _below(self._folder / name, name)
            else:
                yield name, here[name]

    def _entry(self, path: str, found: os.DirEntry[str]) -> Entry:
        status = found.stat(follow_symlinks=False)
        if found.is_symlink():
            return Entry(path, 0, _named(f"link {Path(found.path).readlink()}".encode()), symlink=True)
        if not found.is_file(follow_symlinks=False) or status.st_size > MAX_FILE:
            # Neither a pipe nor a huge file is opened; its date stands in for its content.
            size = max(status.st_size, MAX_FILE + 1)
            return Entry(path, size, _named(f"unread {status.st_size} {status.st_mtime_ns}".encode()))
        blob = self._looks.blob(path, status) if self._looks else None
        if blob is not None:
            return Entry(path, status.st_size, blob)
        body = self._bytes(Path(found.path))
        if len(body) <= _KEPT:
            self._kept[path] = body
        entry = Entry(path, len(body), _named(body))
        if self._looks and entry.size == status.st_size:
            self._looks.note(path, status, entry.blob)
        return entry

    @staticmethod
    def _bytes(path: Path) -> bytes:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)


def _below(folder: Path, prefix: str, depth: int = 1) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = f"{prefix}/{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth < MAX_DEPTH:
                yield from _below(Path(entry.path), path, depth + 1)
        else:
            yield path, entry


def _named(body: bytes) -> str:
    # Git's own name for these bytes, so that a working tree and a commit with the same files look the same.
    return hashlib.sha1(b"blob %d\0" % len(body) + body, usedforsecurity=False).hexdigest()

"""Bytes from Git's object database, through one persistent reader that all snapshots of a repository share."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from git import BadObject, Repo

from koban.sources.errors import broken_repository
from koban.sources.git import open_repo, told_plainly

_SHA1 = 40


class ObjectReader:
    """One `git cat-file` at most, started at the first read. Thread-safe: readers take turns."""

    def __init__(self, path: Path) -> None:
        """Read objects of the repository at `path`."""
        self._path = path
        self._lock = Lock()
        self._repo: Repo | None = None

    def read(self, blob: str) -> bytes:
        """The bytes of a blob. Raises `SourceError` if the repository lacks it."""
        with self._lock, told_plainly(self._path):
            try:
                return self._read(blob)
            except (OSError, ValueError, BadObject):
                self._close()  # the reader may have been killed, or looked before the object came: ask a fresh one
            try:
                return self._read(blob)
            except (OSError, ValueError, BadObject) as error:
                self._close()
                raise broken_repository(self._path, f"object {blob} is missing or damaged") from error

    def _read(self, blob: str) -> bytes:
        if self._repo is None:
            self._repo = open_repo(self._path)
        if len(blob) != _SHA1:  # the persistent reader understands SHA-1 names only
            return bytes(
                self._repo.git.cat_file("blob", blob, stdout_as_string=False, strip_newline_in_stdout=False)
            )
        return bytes(self._repo.odb.stream(bytes.fromhex(blob)).read())

    def close(self) -> None:
        """Stop the reader; the next read starts another."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._repo is not None:
            self._repo.close()
            self._repo = None

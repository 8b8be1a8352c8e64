"""The file in which an operator grants names, domains and secrets. It lies outside the repository, or it counts for nothing."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Callable
from pathlib import Path

from koban.compile.grants import GrantsError, read_grants, write_grants
from koban.diagnostics.diagnostic import Diagnostic, Severity, Span
from koban.manifest.reader import MAX_BYTES
from koban.model.grants import Grants
from koban.plugin.registry import Registry
from koban.sources.errors import SourceError
from koban.sources.git import repo_at

GRANTS_FILE = "grants.yaml"
"""Its name in the state folder."""
_Signature = tuple[int, int, int]


class GrantsFile:
    """Reads a file of grants, again only when it has changed. Absent, it grants nothing."""

    def __init__(self, path: Path, registry: Registry) -> None:
        """Nothing is read yet."""
        self.path = path
        self._registry = registry
        self._signature: _Signature | None = None
        self._known: Grants | GrantsError = Grants()

    def read(self) -> Grants:
        """What is granted now; the same object as long as nothing changes. Raises GrantsError."""
        signature = self._look()
        if signature != self._signature:
            self._known = Grants() if signature is None else self._read()
            self._signature = signature
        if isinstance(self._known, GrantsError):
            raise self._known
        return self._known

    def _look(self) -> _Signature | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._refusal(
                f"the grants cannot be read: {error.strerror}", "let KOBAN read them"
            ) from error
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _read(self) -> Grants | GrantsError:
        try:
            grants, problems = read_grants(self._body(), str(self.path), self._registry)
        except GrantsError as error:
            return error
        except OSError as error:
            return self._refusal(f"the grants cannot be read: {error.strerror}", "let KOBAN read them")
        errors = [one for one in problems if one.severity is Severity.ERROR]
        return GrantsError(errors) if grants is None else grants

    def _body(self) -> bytes:
        if _in_a_repository(self.path):
            raise self._refusal(
                "the grants lie in the repository, where those who ask for something could grant it to themselves",
                "take the file out (git rm), and keep it where only operators can write",
            )
        handle = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise self._refusal("the grants are no plain file", "put a file in its place")
            return file.read(MAX_BYTES + 1)

    def _refusal(self, message: str, cure: str) -> GrantsError:
        return GrantsError([Diagnostic("KB418", message, Span(str(self.path)), help=cure)])


def change_grants(path: Path, registry: Registry, change: Callable[[Grants], Grants]) -> Grants:
    """Read, change and replace the file, alone and at once; only its owner may read it. Raises GrantsError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        changed = change(GrantsFile(path, registry).read())
        draft = path.with_name(f".{path.name}.new")
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(write_grants(changed))
            file.flush()
            os.fsync(handle)
        draft.replace(path)
        os.fsync(folder)
    finally:
        os.close(folder)
    return changed


def _in_a_repository(path: Path) -> bool:
    """Whether Git keeps the file, so that a commit can change it."""
    whole = path.resolve()
    root = next((folder for folder in whole.parents if (folder / ".git").exists()), None)
    if root is None:
        return False
    try:
        with repo_at(root) as repo:
            return bool(repo.git.ls_files("-z", "--", str(whole.relative_to(root))))
    except SourceError as error:
        raise GrantsError([error.diagnostic]) from error

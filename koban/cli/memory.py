"""What earlier checks of a workspace found, in the state folder: what has not changed since is not checked again.

Plain JSON that is looked through before it is believed. Nothing in it depends on the day, and losing it costs time only.
"""

from __future__ import annotations

import os
import stat
import sysconfig
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from koban.cli.result import Result
from koban.manifest.looks import Look, Looks

FOLDER = "cache"
FILE = "check.json"
MAX_BYTES = 64 * 1024 * 1024
_VERSION = 2
_IGNORE = ".gitignore"


@dataclass(frozen=True, slots=True)
class _Kept:
    """The file's content."""

    version: int
    written: int
    """The file's date in nanoseconds since 1970. A repository can bring a file that claims what was never checked, but
    not a date: a checkout gives files its own."""
    workspace: str
    files: dict[str, Look]
    results: dict[str, tuple[str, Result]]
    """Community -> what its result depends on, and the result."""
    silent: set[str]
    """The blobs of manifests that ask for no domain."""


_ADAPTER = TypeAdapter(_Kept)


@dataclass(slots=True)
class Memory:
    """Results by community. Each belongs to a key that names all it depends on."""

    looks: Looks
    _path: Path
    _workspace: str
    _known: Mapping[str, tuple[str, Result]] = field(default_factory=dict)
    _seen: dict[str, tuple[str, Result]] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    """Blobs of manifests that ask for no domain: whoever looks for domains adds to them."""
    _silent: frozenset[str] = frozenset()

    @classmethod
    def open(cls, state: Path, workspace: Path, now: datetime) -> Memory:
        """What is known of `workspace`; nothing, where nothing can be read or trusted."""
        path, about = state / FOLDER / FILE, str(workspace.resolve())
        kept = _read(path)
        if kept is None or (kept.version, kept.workspace) != (_VERSION, about):
            kept = _Kept(_VERSION, 0, about, {}, {}, set())
        moment = int(now.timestamp() * 1_000_000_000)
        looks = Looks(moment, kept.files)
        return cls(looks, path, about, kept.results, silent=kept.silent, _silent=frozenset(kept.silent))

    def recall(self, name: str, key_of: Callable[[Result], str]) -> Result | None:
        """What was found in the community `name`, if that still depends on the same things: `key_of` names them."""
        known = self._known.get(name)
        if known is None or known[0] != key_of(known[1]):
            return None
        self._seen[name] = known
        return known[1]

    def note(self, name: str, key: str, result: Result) -> None:
        """Remember what was found in the community `name`; not where a plugin failed, which may have passing reasons."""
        if not any(found.code.startswith("KB9") for found in result.diagnostics):
            self._seen[name] = (key, result)

    def save(self) -> None:
        """Write what was met this time and forget the rest; where nothing can be written, nothing is remembered."""
        silent = self.silent & {look[4] for look in self.looks.seen.values()}
        if self._seen == self._known and silent == self._silent and not self.looks.changed():
            return
        kept = _Kept(_VERSION, self.looks.now, self._workspace, self.looks.seen, self._seen, silent)
        body = _ADAPTER.dump_json(kept)
        if len(body) <= MAX_BYTES and not _led_elsewhere(self._path):
            with suppress(OSError):
                _write(self._path, body, kept.written)


def installed(fingerprint: str) -> list[str]:
    """Names what results depend on beside files: plugins and KOBAN by `fingerprint`, and the libraries below them."""
    places = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    changes = [str(Path(place).stat().st_mtime_ns) for place in sorted(places) if Path(place).is_dir()]
    return [fingerprint, sysconfig.get_python_version(), *changes]


def _led_elsewhere(path: Path) -> bool:
    """Whether a symbolic link, which a repository can bring, stands for the state folder or what is in it."""
    return any(place.is_symlink() for place in (path, path.parent, path.parent.parent))


def _read(path: Path) -> _Kept | None:
    try:
        if _led_elsewhere(path) or not stat.S_ISREG(path.lstat().st_mode):
            return None
        with path.open("rb") as file:
            body, date = file.read(MAX_BYTES + 1), os.fstat(file.fileno()).st_mtime_ns
        kept = _ADAPTER.validate_json(body) if len(body) <= MAX_BYTES else None
    except (OSError, ValidationError):
        return None
    return kept if kept is not None and kept.written == date else None


def _write(path: Path, body: bytes, date: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    ignore = path.parent / _IGNORE
    if not ignore.exists():
        ignore.write_text("*\n")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        os.utime(name, ns=(date, date))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

"""Which plugins are installed: distributions with an entry point in the group `koban`. Imports none of them."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, EntryPoint, distribution, entry_points
from pathlib import Path
from typing import Any

GROUP = "koban"
_MAX_FILES = 5_000


@dataclass(frozen=True, slots=True)
class Found:
    """A plugin that can be imported."""

    plugin: str
    """Distribution it came with."""
    version: str
    entry: str
    """Name of the entry point."""
    load: Callable[[], Any]
    folder: Path | None
    """Where its code lies, if known."""
    fingerprint: str
    """Changes with its content."""


def discover() -> list[Found]:
    """Every installed plugin, by name of distribution and entry point."""
    found = [_found(entry) for entry in entry_points(group=GROUP)]
    return sorted(found, key=lambda one: (one.plugin, one.entry))


def given(plugin: object) -> Found:
    """A plugin that was handed over as an object rather than installed."""
    name = getattr(plugin, "__name__", type(plugin).__name__)
    file = getattr(plugin, "__file__", None)
    return Found(
        plugin=name,
        version=str(getattr(plugin, "__version__", "0")),
        entry=name,
        load=lambda: plugin,
        folder=Path(file).parent if file else None,
        fingerprint=f"given {name} {_content(Path(file)) if file else ''}",
    )


def own_fingerprint() -> str:
    """KOBAN's own version and, in an editable install, content: the same manifest may compile differently with other code."""
    try:
        dist = distribution("koban")
    except ModuleNotFoundError:  # run from a source tree that is not installed
        return _content(Path(__file__).parents[1])
    return _fingerprint(dist, Path(__file__).parents[1])


def _found(entry: EntryPoint) -> Found:
    folder = _folder(entry.module)
    dist = entry.dist
    name, version = (dist.name, dist.version) if dist else (entry.name, "0")
    return Found(
        plugin=name,
        version=version,
        entry=entry.name,
        load=entry.load,
        folder=folder,
        fingerprint=f"{entry.name} {_fingerprint(dist, folder) if dist else ''}",
    )


def _folder(module: str) -> Path | None:
    # Only the top package is looked up: finding a submodule would import its parents.
    spec = importlib.util.find_spec(module.split(".", maxsplit=1)[0])
    if spec is None:
        return None
    if spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations)))
    return Path(spec.origin) if spec.origin else None


def _fingerprint(dist: Distribution, folder: Path | None) -> str:
    """A wheel's RECORD names every file's hash; an editable install's does not, so there the files are read."""
    origin = json.loads(dist.read_text("direct_url.json") or "{}")
    if origin.get("dir_info", {}).get("editable") and folder is not None:
        return f"{dist.name} {dist.version} {_content(folder)}"
    record = hashlib.sha256((dist.read_text("RECORD") or "").encode()).hexdigest()
    return f"{dist.name} {dist.version} {record}"


def _content(place: Path) -> str:
    digest = hashlib.sha256()
    for count, path in enumerate(_files(place)):
        if count >= _MAX_FILES:
            break
        digest.update(f"{path.relative_to(place).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
        return
    for path in sorted(place.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and not path.name.endswith(".pyc"):
            yield path

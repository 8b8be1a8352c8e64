"""Static files by content hash, and the import map that pins every module to its bytes."""

from __future__ import annotations

import base64
import hashlib
import json
import mimetypes
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from koban.plugin.declare import Feature
from koban.plugin.registry import Registry

CORE = Path(__file__).parent / "static"
SCRIPTS = Path(__file__).parent / "scripts"
_MODULES = {
    "koban.js": ("koban.js",),
    "outbox.js": ("outbox-core.js", "outbox.js"),
    "steps.js": ("steps.js",),
}
"""Module -> the files it is put together from; the outbox's core is the service worker's too."""
_SPECIFIERS = {"koban": "koban.js", "koban/outbox": "outbox.js", "koban/steps": "steps.js"}
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
_MAX_FILES, _MAX_BYTES = 500, 2 * 1024 * 1024


@dataclass(frozen=True)
class Asset:
    """One static file. `path` holds its hash, so it may be kept for ever."""

    path: str
    body: bytes
    media_type: str

    @cached_property
    def integrity(self) -> str:
        """Subresource integrity value."""
        return "sha384-" + base64.b64encode(hashlib.sha384(self.body).digest()).decode()


def package_folder(feature: Feature) -> Path:
    """The folder of the package that declares `feature`; `templates/`, `static/` and `locales/` lie in it."""
    package = sys.modules[type(feature).__module__.partition(".")[0]]
    if package.__file__ is None:
        raise LookupError(f"{package.__name__} has no folder")
    return Path(package.__file__).parent


class Assets:
    """All static files of KOBAN and the installed plugins, by name (`koban.css`, `koban-engage/report.js`) and by path."""

    def __init__(self, registry: Registry) -> None:
        """Read the files once; a plugin with too many or too large ones is refused."""
        self._by_name: dict[str, Asset] = {}
        self._read("", CORE)
        for name, files in _MODULES.items():
            self._add(name, script(*files))
        for plugin, folder in plugin_folders(registry):
            self._read(f"{plugin}/", folder / "static")
        self._by_path = {asset.path: asset for asset in self._by_name.values()}
        self.import_map = self._import_map(registry)
        digest = hashlib.sha256(self.import_map.encode()).digest()
        self.import_map_hash = "sha256-" + base64.b64encode(digest).decode()

    def __getitem__(self, name: str) -> Asset:
        return self._by_name[name]

    def at(self, path: str) -> Asset | None:
        """The file that is served at `path`."""
        return self._by_path.get(path)

    def _read(self, prefix: str, folder: Path) -> None:
        files = sorted(p for p in folder.rglob("*") if p.is_file()) if folder.is_dir() else []
        if len(files) > _MAX_FILES or sum(p.stat().st_size for p in files) > _MAX_BYTES:
            raise ValueError(f"{folder} holds more than {_MAX_FILES} files or {_MAX_BYTES} bytes")
        for file in files:
            self._add(prefix + file.relative_to(folder).as_posix(), file.read_bytes())

    def _add(self, name: str, body: bytes) -> None:
        bare = PurePosixPath(name)
        path = f"/static/{bare.with_suffix('')}-{hashlib.sha256(body).hexdigest()[:12]}{bare.suffix}"
        kind = _TYPES.get(bare.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        self._by_name[name] = Asset(path, body, kind)

    def _import_map(self, registry: Registry) -> str:
        names = dict(_SPECIFIERS)
        for contributed in registry.features.values():
            names |= {tag: f"{contributed.plugin}/{file}" for tag, file in contributed.value.elements.items()}
        modules = {
            specifier: self._by_name[name] for specifier, name in names.items() if name in self._by_name
        }
        return json.dumps(
            {
                "imports": {specifier: asset.path for specifier, asset in modules.items()},
                "integrity": {asset.path: asset.integrity for asset in modules.values()},
            },
            separators=(",", ":"),
        )


def script(*files: str) -> bytes:
    """The named scripts, one after the other."""
    return b"\n".join((SCRIPTS / file).read_bytes() for file in files)


def plugin_folders(registry: Registry) -> Iterable[tuple[str, Path]]:
    """Each plugin that gives a feature, with its package's folder."""
    return {c.plugin: package_folder(c.value) for c in registry.features.values()}.items()

"""Secret keys of this installation: 32 random bytes each, minted once, kept in a folder that only its owner reads."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from koban.store.engine import sync_folder
from koban.store.errors import StoreError

KEY_BYTES = 32
_NAME = re.compile(r"[a-z][a-z0-9-]{0,79}")


class KeyFolder:
    """The keys in one folder, by name."""

    def __init__(self, folder: Path) -> None:
        """Keys lie in `folder`, which is made when the first is minted."""
        self._folder = folder
        self._known: dict[str, bytes] = {}

    def key(self, name: str) -> bytes:
        """The key called `name` (small letters, digits, hyphens), minted if there is none yet."""
        if name not in self._known:
            if not _NAME.fullmatch(name):
                raise ValueError(f"{name!r} cannot name a key")
            self._known[name] = self._read_or_mint(self._folder / name)
        return self._known[name]

    def _read_or_mint(self, path: Path) -> bytes:
        if not path.exists():
            self._mint(path)
        body = path.read_bytes()
        if len(body) != KEY_BYTES:
            raise StoreError(
                f"the key file {path} is damaged: it must hold {KEY_BYTES} bytes; restore it from a backup"
            )
        return body

    def _mint(self, path: Path) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            _link_unless_there(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(self._folder)


def _link_unless_there(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return  # another process minted it first: its key counts

"""Replaces a file of the working tree in one step: whoever reads it sees the old bytes or the new ones."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from koban.cli.exit import FailedError


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Put `after` in the place of `before`, with the file's own mode.

    Raises FailedError for a symbolic link, and where somebody changed the file since it was read.
    """
    if path.is_symlink():
        raise FailedError(f"{path} is a symbolic link; nothing was written")
    if path.read_bytes() != before:
        raise FailedError(f"{path} was changed while it was being looked at; nothing was written, try again")
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fchmod(file.fileno(), path.stat().st_mode & 0o7777)
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise

"""What reading a secret store is given, and how a file that holds a secret is read: bounded, plain, and through no link."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LARGEST = 64 * 1024
"""Bytes of one secret."""


class SecretMissingError(Exception):
    """A secret cannot be had. Names the reference and the cure, never a value."""


@dataclass(frozen=True, slots=True)
class SecretPlace:
    """Where a store looks for the secrets of one force."""

    force: str
    """Whose secrets these are; a store never gives another force's."""
    folder: Path
    """The folder of this force's secret files. It need not exist."""
    environment: Mapping[str, str]
    """The variables of the process."""


def read_secret_file(folder: Path, name: str) -> str:
    """The text of the file `name` in `folder`, without a final line break.

    Neither may be a symbolic link. Raises SecretMissingError, whose words neither name the file nor hold a value.
    """
    if name in {"", ".", ".."} or "/" in name or "\0" in name:
        raise SecretMissingError("this is no file name")
    try:
        inner = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=inner)
        finally:
            os.close(inner)
    except OSError as error:
        raise SecretMissingError(f"it cannot be read ({error.strerror})") from error
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise SecretMissingError("it is no plain file")
        with os.fdopen(handle, "rb", closefd=False) as file:
            return _text(file.read(LARGEST + 1))
    finally:
        os.close(handle)


def _text(body: bytes) -> str:
    if len(body) > LARGEST:
        raise SecretMissingError(f"it is larger than {LARGEST} bytes")
    try:
        return body.decode().removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        # Without the cause: it would carry the value.
        raise SecretMissingError("it is not text in UTF-8") from None

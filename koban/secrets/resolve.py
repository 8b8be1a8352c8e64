"""A secret's value from where its reference says it lies: an environment variable or a file of its force alone."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path

from koban.model.base import SecretRef

LARGEST = 64 * 1024
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,79}")


class SecretMissingError(Exception):
    """A secret cannot be had. Names the reference and the cure, never a value."""


def resolve(ref: SecretRef, force: str, folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The value, without a final line break. `folder` holds one folder for each force. Raises `SecretMissingError`."""
    if (ref.env is None) == (ref.file is None):
        raise SecretMissingError("a secret needs exactly one of `env` and `file`")
    value = (
        _from_environment(ref.env, force, environment)
        if ref.env
        else _from_file(str(ref.file), force, folder)
    )
    if not value:
        raise SecretMissingError(f"the secret {_words(ref)} of {force} is empty; put its value there")
    return value


def _words(ref: SecretRef) -> str:
    return f"{{env: {ref.env}}}" if ref.env else f"{{file: {ref.file}}}"


def _from_environment(name: str, force: str, environment: Mapping[str, str]) -> str:
    # Two underscores for a hyphen: or the force `a` could reach into the secrets of the force `a-b`.
    variable = f"KOBAN_SECRET_{force.upper().replace('-', '__')}_{name}"
    if variable not in environment:
        raise SecretMissingError(
            f"the secret {{env: {name}}} of {force} is not set; set the environment variable {variable} where KOBAN runs"
        )
    return environment[variable]


def _from_file(name: str, force: str, folder: Path) -> str:
    if not _NAME.fullmatch(name) or not _NAME.fullmatch(force):
        raise SecretMissingError(f"{{file: {name}}} is no name of a file in a force's own secrets folder")
    cure = f"put it in the file {name} of the folder {force} among the secrets, readable by the user that runs KOBAN"
    try:
        inner = os.open(folder / force, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=inner)
        finally:
            os.close(inner)
    except OSError as error:
        raise SecretMissingError(f"the secret {{file: {name}}} of {force} cannot be read; {cure}") from error
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise SecretMissingError(f"the secret {{file: {name}}} of {force} is no plain file; {cure}")
        with os.fdopen(handle, "rb", closefd=False) as file:
            return _text(file.read(LARGEST + 1), name, force)
    finally:
        os.close(handle)


def _text(body: bytes, name: str, force: str) -> str:
    if len(body) > LARGEST:
        raise SecretMissingError(f"the secret {{file: {name}}} of {force} is larger than {LARGEST} bytes")
    try:
        return body.decode().removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        # Without the cause: it would carry the value.
        raise SecretMissingError(f"the secret {{file: {name}}} of {force} is not text in UTF-8") from None

"""A secret's value from where its reference says it lies, if that was granted: read anew at every use, and kept nowhere."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from pkgutil import resolve_name

from koban.compile.grants import GrantsError
from koban.model.base import NAME
from koban.model.grants import Grants, as_option, in_words
from koban.plugin.declare import SecretStore
from koban.plugin.registry import Contributed
from koban.secrets.place import SecretMissingError, SecretPlace


@dataclass(frozen=True, slots=True)
class Resolver:
    """Reads secrets of one installation, of each force its own."""

    folder: Path
    """Holds one folder of secret files for each force."""
    stores: Mapping[str, Contributed[SecretStore]]
    """What is installed."""
    grants: Callable[[], Grants]
    """What is granted now: a bundle may be older."""
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)

    def value(self, reference: Mapping[str, str], force: str) -> str:
        """The value, without a final line break. Raises SecretMissingError."""
        if len(reference) != 1:
            raise SecretMissingError("a secret lies in exactly one place")
        told = f"the secret {in_words(reference)} of {force}"
        ((name, key),) = reference.items()
        if name not in self.stores:
            raise SecretMissingError(f'{told} cannot be had: no secret store "{name}" is installed here')
        store = self.stores[name].value
        if not re.fullmatch(store.key, key) or not re.fullmatch(NAME, force):
            raise SecretMissingError(f"{told} cannot be had: it names {store.says}")
        self._check_granted(reference, force, told)
        value = self._read(store, key, force, told)
        if not value:
            raise SecretMissingError(f"{told} is empty; put its value there")
        return value

    def _check_granted(self, reference: Mapping[str, str], force: str, told: str) -> None:
        try:
            granted = self.grants().allows_secret(force, reference)
        except GrantsError as error:
            raise SecretMissingError(f"{told} cannot be had: {error}") from error
        if not granted:
            cure = f"koban grant {force} --secret {as_option(reference)}"
            raise SecretMissingError(f"{told} is not granted; an operator grants it: {cure}")

    def _read(self, store: SecretStore, key: str, force: str, told: str) -> str:
        place = SecretPlace(force, self.folder / force, self.environment)
        try:
            return str(resolve_name(store.read)(key, place))
        except SecretMissingError as error:
            raise SecretMissingError(f"{told} cannot be had: {error}") from error
        except Exception as error:  # noqa: BLE001 - a store's bug; its words and its traceback may hold the value
            raise SecretMissingError(f"{told} cannot be had: {type(error).__name__} in its store") from None

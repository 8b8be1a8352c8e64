"""What a connector sees while it pulls, and what it hands back. How that reaches the store is not its business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel

from koban.secrets.place import SecretMissingError
from koban.web.fetch import Fetcher


class PullError(Exception):
    """Something outside is not as it should be. The message is read by operators: plain, and without personal data."""

    def __init__(self, message: str, wait: timedelta | None = None) -> None:
        """`wait` is how long to leave the other side alone at least."""
        super().__init__(message)
        self.wait = wait


def no_secret(name: str) -> str:
    """What a run without any secrets says."""
    raise SecretMissingError(f'the connector needs a secret "{name}", and there is none')


@dataclass(frozen=True, slots=True)
class PullContext:
    """One run of a connector."""

    config: Any
    """Its checked settings."""
    http: Fetcher
    """Reads from the hosts that the connector declares for these settings, bounded in bytes and time."""
    read_file: Callable[[str], bytes]
    """Reads a file of the community's folder that the settings name. Raises KeyError for others."""
    now: datetime
    """Aware, in UTC."""
    secret: Callable[[str], str] = no_secret
    """Reads the secret that the manifest calls so. Ask when it is needed, and keep it nowhere. Raises if it cannot be had."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some of what was pulled. A run may give many; each is stored before the next is asked for."""

    records: list[tuple[str, BaseModel]] = field(default_factory=list)
    """The other side's id, and the value: an instance of one of the connector's record models. A known id is replaced."""
    remove: list[str] = field(default_factory=list)
    """Ids that are gone."""
    cursor: dict[str, Any] | None = None
    """What the next run is given; JSON. None leaves the one before."""
    complete: bool = False
    """With the last batch: this run named everything there is, so records of earlier runs that it did not name are removed."""

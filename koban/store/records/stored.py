"""What a community's store hands out: frozen values, nothing that is tied to a connection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Stored(Generic[M]):
    """A record with what the store knows of it."""

    id: str
    instance: str
    value: M
    created: datetime
    active: datetime
    """When it, or anything that belongs to it, last changed."""
    parent: str | None
    purpose: str | None


@dataclass(frozen=True, slots=True)
class AttachmentInfo:
    """An attachment without its bytes."""

    id: str
    parent: str
    media_type: str
    name: str
    size: int
    created: datetime


@dataclass(frozen=True, slots=True)
class Attachment(AttachmentInfo):
    """An attachment with its bytes."""

    body: bytes


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One act, chained to the one before by hash."""

    seq: int
    at: datetime
    actor: str
    act: str
    subject: str
    detail: str
    previous: str
    hash: str

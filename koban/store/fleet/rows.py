"""What the control store hands out: frozen rows, nothing that is tied to a connection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["active", "retiring", "archived"]


@dataclass(frozen=True, slots=True)
class CommunityRow:
    """One owned community."""

    uid: str
    name: str
    force: str
    state: State
    generation: int
    candidate: str | None
    candidate_revision: str | None
    served: str | None
    attempted_revision: str | None
    applied_revision: str | None
    archived_to: str | None
    """Where its data was put. Still set on an active community: its data must be restored from there first."""
    domains: tuple[str, ...] = ()
    """At which it is served beside its own name, the canonical one first."""


@dataclass(frozen=True, slots=True)
class AliasRow:
    """A name that a community had before, and that still leads to it."""

    name: str
    uid: str
    until: datetime


@dataclass(frozen=True, slots=True)
class InstanceRow:
    """A name that an instance of a feature has, or had."""

    name: str
    key: str
    """What its data is kept under."""
    uses: str
    until: datetime | None
    """Set: it is called otherwise now, and this name leads to it until then."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One bundle that went live, or with an empty digest: the community was retired."""

    uid: str
    community: str
    generation: int
    revision: str
    digest: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PassRow:
    """One look at a new revision, and the communities that were compiled for it."""

    revision: str
    compiled: list[str]
    at: datetime


@dataclass(frozen=True, slots=True)
class HostRow:
    """One host that gave a sign of life."""

    host: str
    pid: int
    code: str
    """Fingerprint of the code it runs."""
    seen: datetime


@dataclass(frozen=True, slots=True)
class HostReport:
    """What one host says of one bundle."""

    host: str
    uid: str
    digest: str
    ready: bool
    reason: str
    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An officer's local account."""

    id: str
    force: str
    login: str
    display: str
    groups: tuple[str, ...]
    password_hash: str | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A sign-in that has not expired."""

    account: AccountRow
    expires: datetime

"""The bundle: one compiled deployment, canonical JSON named by its SHA-256 digest. Hosts read bundles and nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from koban.model.base import Language, Model, Name, Text
from koban.model.community import CommunitySpec
from koban.model.force import Controller, Emergency, Limit, PolicySetting, Purpose, Role
from koban.model.plan import ChangeClass

FORMAT = 1


class BundleForce(Model):
    """What the running app needs to know of its force."""

    name: Name
    title: Text
    language: Language
    time_zone: str
    country: str
    emergency: Emergency
    roles: dict[Role, list[str]]
    purposes: dict[Name, Purpose]
    controllers: dict[Name, Controller]
    approvals: dict[ChangeClass, list[Role]] = {}
    """Who must agree to the next change: what is applied guards, not what is proposed."""
    limits: dict[str, Limit] = {}
    policies: dict[Name, PolicySetting] = {}
    """How seriously the next change is judged by each policy, for the same reason."""


class BundleFeature(Model):
    """One instance of a feature that is on."""

    uses: str
    plugin: str
    """Distribution that gives it, such as `koban-engage`."""
    config: dict[str, Any]
    """The checked settings in JSON form; the host reads them back with the feature's `Config`."""
    forms: dict[str, str] = {}
    """Form name -> digest of its definition, which lies among the bundle's blobs."""
    moved_from: str | None = None
    """What it was called before; whether that still means anything is told by the store."""


class BundleConnector(Model):
    """One instance of a connector that is on."""

    uses: str
    plugin: str
    every: str | None = None
    cron: str | None = None
    config: dict[str, Any]
    secrets: dict[str, dict[str, str]] = {}


class Known(Model):
    """What holds here of the capabilities, themes, evidence, measures and scenarios that this community has to do with."""

    theme: dict[str, Any] | None = None
    capabilities: dict[str, dict[str, Any]] = {}
    evidence: dict[str, dict[str, Any]] = {}
    measures: dict[str, dict[str, Any]] = {}
    scenarios: dict[str, dict[str, Any]] = {}
    retired: dict[str, dict[str, str]] = {}
    """Capability -> why it is not worked towards here."""


class Bundle(Model):
    """Everything a host needs to serve one community."""

    format: int = FORMAT
    name: Name
    force: BundleForce
    languages: list[Language]
    """The complete ones, which are offered to people; `spec.languages` are the declared ones."""
    spec: CommunitySpec
    """Without features and connectors, which stand beside it with their checked settings."""
    features: dict[Name, BundleFeature]
    """In the order in which the app shows them."""
    connectors: dict[Name, BundleConnector]
    known: Known
    files: dict[str, str]
    """Path in the community's folder -> SHA-256 of its bytes."""
    area: dict[str, Any] | None = None
    """The area's GeoJSON."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A bundle as it is stored."""

    bundle: Bundle
    body: bytes
    """Canonical JSON."""
    digest: str
    """SHA-256 of `body`, in hexadecimal."""
    blobs: dict[str, bytes]
    """SHA-256 -> bytes of files and form definitions that the bundle names."""
    left_out: tuple[str, ...] = ()
    """What the manifest asks for and the bundle goes without, because it was not granted, in words."""


def canonical(value: Any) -> bytes:
    """JSON without spaces, in UTF-8, keys in the order given: people see categories and questions in the order they wrote
    them, so order is part of the value. The same value in the same order gives the same bytes."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def sha256(body: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(body).hexdigest()

"""What has to be done for one served community, taken from its bundle. The bundle itself is not kept in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from koban.model.bundle import Bundle, BundleConnector, canonical, sha256
from koban.model.duration import seconds


@dataclass(frozen=True, slots=True)
class Duties:
    """One community's connectors, purposes and instances."""

    uid: str
    name: str
    force: str
    digest: str
    zone: ZoneInfo
    connectors: Mapping[str, BundleConnector]
    files: Mapping[str, Mapping[str, str]]
    """Connector instance -> the files that its settings name, with their SHA-256."""
    purposes: Mapping[str, timedelta]
    """Purpose -> how long after the last activity its records are kept."""
    instances: tuple[str, ...]
    """Feature instances that are on."""

    def connector_key(self, instance: str) -> str:
        """Changes whenever the connector's settings, the files they name or where its secrets lie do."""
        used = self.connectors[instance]
        said = used.model_dump(mode="json", include={"uses", "every", "cron", "config"})
        if used.secrets:
            said["secrets"] = used.secrets
        return sha256(canonical([said, dict(self.files[instance])]))


def duties_of(uid: str, digest: str, body: bytes) -> Duties:
    """Read them from a bundle. Raises pydantic.ValidationError if it is of a later format."""
    bundle = Bundle.model_validate_json(body)
    connectors = bundle.connectors
    return Duties(
        uid=uid,
        name=bundle.name,
        force=bundle.force.name,
        digest=digest,
        zone=ZoneInfo(bundle.force.time_zone),
        connectors=connectors,
        files={name: _files(used.config, bundle.files) for name, used in connectors.items()},
        purposes={name: seconds(purpose.retention) for name, purpose in bundle.force.purposes.items()},
        instances=tuple(bundle.features),
    )


def _files(config: Any, known: Mapping[str, str]) -> dict[str, str]:
    if isinstance(config, dict):
        return {path: sha for value in config.values() for path, sha in _files(value, known).items()}
    if isinstance(config, list):
        return {path: sha for value in config for path, sha in _files(value, known).items()}
    return {config: known[config]} if isinstance(config, str) and config in known else {}

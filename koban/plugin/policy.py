"""What policies say about themselves, and the deployment that they look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from pydantic import ValidationError

from koban.model.bundle import BundleForce
from koban.model.community import CommunitySpec
from koban.model.plan import ChangeClass
from koban.plugin.declare import Connector, Feature, Finding, Words

Level = Literal["error", "warning", "off"]


@dataclass(frozen=True, slots=True)
class DeployedFeature:
    """One feature that is on."""

    uses: str
    """The feature, such as `report`."""
    settings: Mapping[str, Any]
    """Its checked settings in JSON form, with their defaults."""
    declared: Feature | None
    """What the feature says of itself; None where the plugin that gave it is no longer installed."""

    @property
    def asks_people(self) -> bool:
        """Whether people write through it and expect an answer."""
        return self.declared is not None and self.declared.reports_to_desk

    def forms(self) -> Mapping[str, Mapping[str, Any]] | None:
        """What people are asked: form -> definition, whose `ask` has the questions.

        None where the installed plugin cannot read these settings, which an older one may have checked.
        """
        if self.declared is None:
            return None
        try:
            return self.declared.forms(self.declared.read_settings(self.settings))
        except ValidationError:
            return None


@dataclass(frozen=True, slots=True)
class DeployedConnector:
    """One connector that is on."""

    uses: str
    """The connector, such as `geojson`."""
    settings: Mapping[str, Any]
    """Its checked settings in JSON form, with their defaults."""
    declared: Connector | None
    """What the connector says of itself; None where the plugin that gave it is no longer installed."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """One community as it would be served. Nothing in it may be changed."""

    name: str
    """The community's name."""
    spec: CommunitySpec
    """Its merged manifest. Features and connectors stand beside it, with their checked settings."""
    force: BundleForce
    """What its force says, the purposes of data among it."""
    languages: Sequence[str]
    """The complete ones, which people are offered; `spec.languages` are the declared ones."""
    features: Mapping[str, DeployedFeature]
    """Entry -> what is on, in the order of the app."""
    connectors: Mapping[str, DeployedConnector]
    """Entry -> what is on."""
    files: Mapping[str, str]
    """Path in the community's folder -> SHA-256 of its bytes."""
    before: Deployment | None = None
    """What is applied now. None while a manifest is checked by itself, and for a community that is new."""
    change_class: ChangeClass | None = None
    """How far the change from `before` reaches, where that is known."""


class Policy:
    """A check over a whole deployment. A force sets it to `error`, `warning` or `off`, and says why.

    It is asked twice: when a manifest is checked by itself, and when what is applied is known (`deployment.before`).
    One that compares the two says nothing the first time.
    """

    name: ClassVar[str]
    """What a force writes under `policies`."""
    title: ClassVar[Words]
    summary: ClassVar[Words] = {}
    default: ClassVar[Level] = "warning"
    """How seriously it is taken where the force says nothing."""

    def check(self, deployment: Deployment) -> Iterable[Finding]:
        """What is wrong: each finding's path is that in the community's `spec`. Pure, with no clock, disk or network.

        An exception becomes a diagnostic (KB901) that names the plugin; at most fifty findings are heard.
        """
        raise NotImplementedError

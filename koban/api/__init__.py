"""What plugins import to declare themselves. Re-exports only; needs pydantic and pluggy only, so it loads fast."""

from koban.colour.palette import Shown, shown_as
from koban.model.base import CapabilityRef, ConnectorRef, FilePath, Name, PartnerRef, PurposeRef, Text, say
from koban.model.duration import Duration, Promise, seconds, staffed_days
from koban.model.indicator import AS_PLANNED, Indicator
from koban.model.migration import MapValues, Move, Remove, Rename
from koban.model.reach import Reach
from koban.plugin.declare import (
    BlueprintFile,
    CapabilityModule,
    Collected,
    Config,
    Connector,
    Feature,
    Finding,
    RecordType,
    Requires,
    Screen,
    SecretStore,
)
from koban.plugin.hookspecs import hookimpl
from koban.plugin.policy import DeployedConnector, DeployedFeature, Deployment, Policy

__all__ = [
    "AS_PLANNED",
    "BlueprintFile",
    "CapabilityModule",
    "CapabilityRef",
    "Collected",
    "Config",
    "Connector",
    "ConnectorRef",
    "DeployedConnector",
    "DeployedFeature",
    "Deployment",
    "Duration",
    "Feature",
    "FilePath",
    "Finding",
    "Indicator",
    "MapValues",
    "Move",
    "Name",
    "PartnerRef",
    "Policy",
    "Promise",
    "PurposeRef",
    "Reach",
    "RecordType",
    "Remove",
    "Rename",
    "Requires",
    "Screen",
    "SecretStore",
    "Shown",
    "Text",
    "hookimpl",
    "say",
    "seconds",
    "shown_as",
    "staffed_days",
]

"""What plugins import to declare themselves. Re-exports only; needs pydantic and pluggy only, so it loads fast."""

from koban.model.base import CapabilityRef, ConnectorRef, FilePath, Name, PartnerRef, PurposeRef, Text, say
from koban.model.duration import Duration, Promise
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
)
from koban.plugin.hookspecs import hookimpl

__all__ = [
    "BlueprintFile",
    "CapabilityModule",
    "CapabilityRef",
    "Collected",
    "Config",
    "Connector",
    "ConnectorRef",
    "Duration",
    "Feature",
    "FilePath",
    "Finding",
    "MapValues",
    "Move",
    "Name",
    "PartnerRef",
    "Promise",
    "PurposeRef",
    "Reach",
    "RecordType",
    "Remove",
    "Rename",
    "Requires",
    "Screen",
    "Text",
    "hookimpl",
    "say",
]

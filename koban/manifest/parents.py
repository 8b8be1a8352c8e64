"""What plugins put under a community's own words: default settings and blueprints. Data only; knows no plugin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from koban.diagnostics.diagnostic import Span
from koban.manifest.blueprint import Blueprint
from koban.manifest.node import Node

DEFAULT = "default of "
"""How the origin of a default begins, where a file's name would stand."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What one feature or connector says of its settings before anybody else does."""

    model: type[BaseModel] | None
    """None where a JSON Schema describes them: then they hold no texts for people."""
    defaults: Node | None


@dataclass(frozen=True, slots=True)
class Parents:
    """Everything that installed plugins put under manifests."""

    features: Mapping[str, Settings] = field(default_factory=dict)
    connectors: Mapping[str, Settings] = field(default_factory=dict)
    blueprints: Mapping[str, Blueprint] = field(default_factory=dict)

    def settings(self, kind: str, name: str) -> Settings | None:
        """Those of one feature (`features`) or connector (`connectors`), if it is installed."""
        return (self.features if kind == "features" else self.connectors).get(name)


def default_node(value: Any, origin: str) -> Node:
    """Default settings as a tree that says where they come from: `origin` stands in for a file."""
    span = Span(origin)
    if isinstance(value, Mapping):
        children = {str(key): default_node(child, origin) for key, child in value.items()}
        return Node(children, span, dict.fromkeys(children, span))
    if isinstance(value, list | tuple):
        return Node([default_node(child, origin) for child in value], span)
    return Node(value, span)

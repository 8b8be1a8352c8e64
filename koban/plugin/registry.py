"""Everything that the installed plugins contribute, by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import koban
from koban.manifest.blueprint import Blueprint
from koban.manifest.parents import Parents
from koban.plugin.built_in import BUILT_IN
from koban.plugin.declare import Connector, Feature, SecretStore
from koban.plugin.policy import Policy

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Contributed(Generic[T]):
    """A contribution and the distribution it came from."""

    plugin: str
    version: str
    value: T


@dataclass(frozen=True, slots=True)
class Problem:
    """A plugin that could not be used, and why."""

    plugin: str
    version: str
    hook: str
    message: str
    place: str
    """`file:line` of the failure."""


def built_in_stores() -> dict[str, Contributed[SecretStore]]:
    """The secret stores that are there without any plugin."""
    return {store.name: Contributed("koban", koban.__version__, store) for store in BUILT_IN}


@dataclass(frozen=True, slots=True)
class Registry:
    """What is installed. `fingerprint` changes whenever a plugin's version, or an editable plugin's content, does."""

    features: dict[str, Contributed[Feature]] = field(default_factory=dict)
    connectors: dict[str, Contributed[Connector]] = field(default_factory=dict)
    policies: dict[str, Contributed[Policy]] = field(default_factory=dict)
    capabilities: dict[str, Contributed[dict[str, Any]]] = field(default_factory=dict)
    themes: dict[str, Contributed[dict[str, Any]]] = field(default_factory=dict)
    evidence: dict[str, Contributed[dict[str, Any]]] = field(default_factory=dict)
    modules: dict[str, Contributed[dict[str, Any]]] = field(default_factory=dict)
    """Capability modules themselves."""
    measures: dict[str, Contributed[dict[str, Any]]] = field(default_factory=dict)
    scenarios: dict[str, Contributed[dict[str, Any]]] = field(default_factory=dict)
    blueprints: dict[str, Contributed[Blueprint]] = field(default_factory=dict)
    parents: Parents = field(default_factory=Parents)
    """The same defaults and blueprints, as manifests are merged over them."""
    secret_stores: dict[str, Contributed[SecretStore]] = field(default_factory=built_in_stores)
    plugins: dict[str, str] = field(default_factory=dict)
    """Distribution -> version."""
    hooks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Distribution -> hooks that it implements."""
    problems: tuple[Problem, ...] = ()
    fingerprint: str = ""

    @property
    def kinds_of_connectors(self) -> frozenset[str]:
        """The kinds of records that connectors keep, under names of their own."""
        return frozenset(kind.name for given in self.connectors.values() for kind in given.value.records)

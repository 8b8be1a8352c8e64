"""What all plugins gave, put together by name. Of two that use one name both are told and the first one's counts."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from koban.manifest.blueprint import Blueprint
from koban.plugin.capability_data import ModuleData
from koban.plugin.declare import Connector, Contribution, Feature, SecretStore
from koban.plugin.discovery import Found
from koban.plugin.parents import parents_of
from koban.plugin.policy import Policy
from koban.plugin.registry import Contributed, Problem, Registry, built_in_stores

T = TypeVar("T")


@dataclass(slots=True)
class Loaded:
    """What one plugin gave."""

    found: Found
    hooks: tuple[str, ...] = ()
    features: list[Feature] = field(default_factory=list)
    connectors: list[Connector] = field(default_factory=list)
    policies: list[Policy] = field(default_factory=list)
    modules: list[ModuleData] = field(default_factory=list)
    blueprints: list[Blueprint] = field(default_factory=list)
    secret_stores: list[SecretStore] = field(default_factory=list)


@dataclass(slots=True)
class _Claims:
    """Who said each name first, and everybody who said it again."""

    places: dict[tuple[str, str], tuple[Found, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(
        self,
        table: dict[str, Contributed[T]],
        kind: str,
        given: Iterable[tuple[str, T, str]],
        hook: str,
        found: Found,
    ) -> None:
        """Put each (name, value, place) that is still free into `table`."""
        for name, value, place in given:
            first = self.places.setdefault((kind, name), (found, place))
            if first[1] == place and name not in table:
                table[name] = Contributed(found.plugin, found.version, value)
            else:
                self._clash(kind, name, hook, first, (found, place))

    def _clash(
        self, kind: str, name: str, hook: str, first: tuple[Found, str], second: tuple[Found, str]
    ) -> None:
        for (found, place), (other, other_place), end in (
            (first, second, "this one counts"),
            (second, first, "that one counts"),
        ):
            message = f"the {kind} {name!r} is also given by {other.plugin} ({other_place}); {end}"
            self.problems.append(Problem(found.plugin, found.version, hook, message, place))


def merge(loaded: Iterable[Loaded], problems: Iterable[Problem], fingerprint: str) -> Registry:
    """One registry of everything in `loaded`, in that order."""
    features: dict[str, Contributed[Feature]] = {}
    connectors: dict[str, Contributed[Connector]] = {}
    policies: dict[str, Contributed[Policy]] = {}
    capabilities: dict[str, Contributed[dict[str, Any]]] = {}
    themes: dict[str, Contributed[dict[str, Any]]] = {}
    evidence: dict[str, Contributed[dict[str, Any]]] = {}
    modules: dict[str, Contributed[dict[str, Any]]] = {}
    measures: dict[str, Contributed[dict[str, Any]]] = {}
    scenarios: dict[str, Contributed[dict[str, Any]]] = {}
    blueprints: dict[str, Contributed[Blueprint]] = {}
    secret_stores = built_in_stores()
    plugins: dict[str, str] = {}
    hooks: dict[str, tuple[str, ...]] = {}
    claims = _Claims()
    for one in loaded:
        found = one.found
        plugins[found.plugin] = found.version
        hooks[found.plugin] = tuple(dict.fromkeys((*hooks.get(found.plugin, ()), *one.hooks)))
        claims.take(features, "feature", _declared(one.features), "koban_features", found)
        claims.take(connectors, "connector", _declared(one.connectors), "koban_connectors", found)
        drawn = [(blueprint.name, blueprint, blueprint.file) for blueprint in one.blueprints]
        claims.take(blueprints, "blueprint", drawn, "koban_blueprints", found)
        claims.take(policies, "policy", _declared(one.policies), "koban_policies", found)
        claims.take(secret_stores, "secret store", _declared(one.secret_stores), "koban_secret_stores", found)
        for module in one.modules:
            for table, kind, data in (
                (modules, "capability module", module.modules),
                (capabilities, "capability", module.capabilities),
                (themes, "theme", module.themes),
                (evidence, "evidence entry", module.evidence),
                (measures, "measure", module.measures),
                (scenarios, "scenario", module.scenarios),
            ):
                claims.take(table, kind, _data(data), "koban_capability_modules", found)
    return Registry(
        features=features,
        connectors=connectors,
        policies=policies,
        capabilities=capabilities,
        themes=themes,
        evidence=evidence,
        modules=modules,
        measures=measures,
        scenarios=scenarios,
        blueprints=blueprints,
        parents=parents_of(features, connectors, blueprints.values()),
        secret_stores=secret_stores,
        plugins=plugins,
        hooks=hooks,
        problems=(*problems, *claims.problems),
        fingerprint=fingerprint,
    )


C = TypeVar("C", bound=Contribution | Policy | SecretStore)


def _declared(items: Iterable[C]) -> Iterable[tuple[str, C, str]]:
    return ((item.name, item, _place(type(item))) for item in items)


def _data(data: Mapping[str, tuple[dict[str, Any], str]]) -> Iterable[tuple[str, dict[str, Any], str]]:
    return ((name, value, place) for name, (value, place) in data.items())


def _place(declared: type[Any]) -> str:
    try:
        return f"{inspect.getsourcefile(declared)}:{inspect.getsourcelines(declared)[1]}"
    except (OSError, TypeError):  # made at run time or shipped without source
        return f"{declared.__module__}.{declared.__qualname__}:1"

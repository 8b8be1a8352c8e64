"""Which features and connectors a merged manifest switches on, and their checked settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from koban.compile.findings import Findings
from koban.compile.settings import Settings, check_settings
from koban.manifest.node import Node
from koban.manifest.slip import mend
from koban.manifest.suggestion import did_you_mean
from koban.model.base import Surroundings
from koban.plugin.declare import Connector, Feature
from koban.plugin.names import RESERVED
from koban.plugin.registry import Contributed, Registry


@dataclass(frozen=True, slots=True)
class Instance:
    """One entry of `features` or `connectors` that is on, with checked settings."""

    uses: str
    given: Contributed[Any]
    settings: Settings


@dataclass(slots=True)
class Functions:
    """All that is on, by instance, in the order in which it was written."""

    features: dict[str, Instance] = field(default_factory=dict)
    connectors: dict[str, Instance] = field(default_factory=dict)
    complete: bool = True
    """Whether nothing that is on had to be left out."""


def instances_on(node: Node, kind: str) -> list[str]:
    """Names of the entries under `features` or `connectors` that are not switched off."""
    return [name for name, _, _ in entries_on(node, kind)]


def entries_on(node: Node, kind: str) -> Iterator[tuple[str, str, Node]]:
    """(instance, what it uses, its node) of the entries under `features` or `connectors` that are not switched off."""
    return ((name, uses, use) for name, uses, use in _entries(node, kind) if _on(use))


def purposes_named(functions: Functions) -> set[str]:
    """The purposes that what is on collects data for: declared by the feature, or named in its settings."""
    found: set[str] = set()
    for instance in functions.features.values():
        for item in instance.given.value.collects:
            if item.purpose == "*":
                _add_named(instance.settings.data, found)
            else:
                found.add(item.purpose)
    return found


def _add_named(value: Any, found: set[str]) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "purpose" and isinstance(inner, str):
                found.add(inner)
            else:
                _add_named(inner, found)
    elif isinstance(value, list):
        for inner in value:
            _add_named(inner, found)


def check_functions(node: Node, registry: Registry, around: Surroundings, findings: Findings) -> Functions:
    """Check every entry that is on: that its feature or connector exists, and its settings."""
    functions = Functions()
    _check(node, "features", registry.features, functions.features, around, findings)
    _check(node, "connectors", registry.connectors, functions.connectors, around, findings)
    on = [*instances_on(node, "features"), *instances_on(node, "connectors")]
    functions.complete = len(on) == len(functions.features) + len(functions.connectors)
    return functions


def _check(
    node: Node,
    kind: str,
    known: Mapping[str, Contributed[Feature]] | Mapping[str, Contributed[Connector]],
    checked: dict[str, Instance],
    around: Surroundings,
    findings: Findings,
) -> None:
    for name, uses, use in _entries(node, kind):
        path = (kind, name, "uses") if use.get("uses") else (kind, name)
        if name in RESERVED:
            message = f'"{name}" is a name that KOBAN keeps for itself'
            findings.error(
                "KB339",
                (kind, name),
                message,
                help="choose another name, and say `uses:` if need be",
                key=True,
            )
        elif not _on(use):
            _off(kind, name, uses, known, findings)
        elif uses not in known:
            _unknown(kind, uses, path, known, findings)
        else:
            given = known[uses]
            settings_node = use.get("with") or Node({}, findings.span((kind, name), key=True))
            settings = check_settings(given, settings_node, around, findings)
            if settings is not None:
                checked[name] = Instance(uses, given, settings)


def _unknown(
    kind: str, uses: str, path: tuple[str, ...], known: Mapping[str, Contributed[Any]], findings: Findings
) -> None:
    plugins = ", ".join(sorted({given.plugin for given in known.values()})) or "no installed plugin"
    findings.unknown(
        "KB301" if kind == "features" else "KB302",
        path,
        kind.removesuffix("s"),
        uses,
        known,
        key=path[-1] != "uses",
        source=f"{kind} here come from: {plugins} (koban plugin list)",
    )


def _off(kind: str, name: str, uses: str, known: Mapping[str, Contributed[Any]], findings: Findings) -> None:
    # What is not installed may be switched off; what looks like a slip of the pen is told.
    near = "" if uses in known else did_you_mean(uses, known)
    if near:
        message = f'there is no {kind.removesuffix("s")} called "{uses}" to switch off'
        fix = mend(findings.span((kind, name), key=True), uses, known)
        findings.warning("KB342", (kind, name), message, help=near, key=True, fix=fix)


def _entries(node: Node, kind: str) -> Iterator[tuple[str, str, Node]]:
    """(instance, what it uses, its node), leaving out what the spec's own model refuses."""
    entries = node.get(kind)
    if entries is None or not isinstance(entries.value, dict):
        return
    for name, use in entries.value.items():
        uses = use.get("uses")
        if isinstance(use.value, dict) and (uses is None or isinstance(uses.value, str)):
            yield name, uses.value if uses else name, use


def _on(use: Node) -> bool:
    enabled = use.get("enabled")
    return enabled is None or enabled.value is not False

"""Checks that each reference to a secret names one installed store, and a key as that store has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from koban.compile.findings import Findings, Path
from koban.manifest.node import Node
from koban.manifest.suggestion import listed
from koban.plugin.registry import Registry

_CURE = "write {env: NAME} or {file: name}"


def check_stores(node: Node, registry: Registry, findings: Findings) -> set[tuple[str, str]]:
    """Look at every secret under `connectors`; returns (connector, secret) of the wrong ones.

    What is no map of texts is told with the other fields.
    """
    wrong: set[tuple[str, str]] = set()
    for use, name, reference in _references(node):
        if not _is_right(("connectors", use, "secrets", name), reference, registry, findings):
            wrong.add((use, name))
    return wrong


def _is_right(path: Path, reference: Node, registry: Registry, findings: Findings) -> bool:
    names, stores = list(reference.value), registry.secret_stores
    if len(names) != 1:
        message = f'the secret "{path[-1]}" needs one place where it lies'
        findings.error("KB405", path, message, help=f"{_CURE}, not both")
        return False
    here = (*path, names[0])
    if names[0] not in stores:
        source = f"installed here: {listed(stores)} (koban plugin list)"
        findings.unknown("KB417", here, "secret store", names[0], stores, key=True, source=source)
        return False
    store = stores[names[0]].value
    if not re.fullmatch(store.key, reference.value[store.name].value):
        message = f'this is no key of the secret store "{store.name}"'
        findings.error("KB405", here, message, help=f"write {store.says}")
        return False
    return True


def _references(node: Node) -> Iterator[tuple[str, str, Node]]:
    for use, connector in _map(node.get("connectors")):
        for name, reference in _map(connector.get("secrets")):
            texts = [key for _, key in _map(reference) if isinstance(key.value, str)]
            if isinstance(reference.value, dict) and len(texts) == len(reference.value):
                yield use, name, reference


def _map(node: Node | None) -> Iterator[tuple[str, Node]]:
    if node is not None and isinstance(node.value, dict):
        yield from node.value.items()

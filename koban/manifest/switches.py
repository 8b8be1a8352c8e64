"""`true` and `false` under `features` and `connectors`, written out as maps so that they merge."""

from __future__ import annotations

from koban.manifest.node import Node

_SWITCHED = ("features", "connectors")


def expand_switches(spec: Node) -> Node:
    """`spec` with `report: true` as `report: {enabled: true}`."""
    if not isinstance(spec.value, dict):
        return spec
    value = {key: _expand(child) if key in _SWITCHED else child for key, child in spec.value.items()}
    return Node(value, spec.span, spec.keys)


def _expand(entries: Node) -> Node:
    if not isinstance(entries.value, dict):
        return entries
    value = {
        key: _as_map(child) if isinstance(child.value, bool) else child
        for key, child in entries.value.items()
    }
    return Node(value, entries.span, entries.keys)


def _as_map(switch: Node) -> Node:
    return Node({"enabled": switch}, switch.span, {"enabled": switch.span})

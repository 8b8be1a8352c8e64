"""JSON merge patch (RFC 7386) on nodes: what lies on top wins, a literal null removes, everything keeps its place."""

from __future__ import annotations

from koban.diagnostics.diagnostic import Span
from koban.manifest.node import Node


def merge(base: Node | None, patch: Node) -> Node:
    """`base` with `patch` laid over it. The result of two maps stands where `patch` stands."""
    if not isinstance(patch.value, dict):
        return patch
    below = base if base is not None and isinstance(base.value, dict) else None
    value: dict[str, Node] = dict(below.value) if below else {}
    keys: dict[str, Span] = dict(below.keys) if below else {}
    for key, node in patch.value.items():
        if node.value is None:
            value.pop(key, None)
            keys.pop(key, None)
            continue
        value[key] = merge(value.get(key), node)
        keys[key] = patch.keys[key]
    return Node(value, patch.span, keys)

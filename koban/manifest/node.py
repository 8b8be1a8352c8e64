"""A YAML value that knows where it stands."""

from __future__ import annotations

from typing import Any, NamedTuple

from koban.diagnostics.diagnostic import Span

_NO_KEYS: dict[str, Span] = {}


class Node(NamedTuple):
    """`value` is a scalar, a dict of key to Node or a list of Nodes; `keys` says where a mapping's keys stand."""

    value: Any
    span: Span
    keys: dict[str, Span] = _NO_KEYS

    def plain(self) -> Any:
        """The value without positions."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def get(self, *path: str | int) -> Node | None:
        """The node below `path`, or None."""
        node: Node | None = self
        for step in path:
            if node is None:
                return None
            if isinstance(node.value, dict):
                node = node.value.get(str(step))
            elif isinstance(node.value, list) and isinstance(step, int) and 0 <= step < len(node.value):
                node = node.value[step]
            else:
                return None
        return node

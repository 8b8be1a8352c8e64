"""Where a value that pydantic complains about stands in the document."""

from __future__ import annotations

from collections.abc import Sequence

from koban.diagnostics.diagnostic import Span
from koban.manifest.node import Node

_AT_KEY = frozenset({"extra_forbidden"})
_KEY = "[key]"


def locate(node: Node, loc: Sequence[str | int], error_type: str) -> Span:
    """The span of the value at `loc`: the key for an unknown field, the parent's key for a missing one.

    Segments that are not in the document (tags and arms of unions) are skipped; it stops at the nearest ancestor.
    """
    span, key = _first_line(node), None
    found = False
    for step in loc:
        if step == _KEY:
            return key or span
        child = node.get(step)
        found = child is not None
        if child is None:
            continue
        key = node.keys.get(str(step))
        node, span = child, child.span
    if key is not None and (error_type in _AT_KEY or (error_type == "missing" and not found)):
        return key
    return span


def _first_line(node: Node) -> Span:
    # A whole document is underlined at its first key only.
    return next(iter(node.keys.values()), node.span) if isinstance(node.value, dict) else node.span

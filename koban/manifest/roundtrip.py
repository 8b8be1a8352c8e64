"""ruamel.yaml's round trip in the style of manifests. What it makes is looked through before it is used: see `formatting`."""

from __future__ import annotations

import io
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver

from koban.manifest.node import Node

_WIDEST = 1_000_000


class _Literal(VersionedResolver):
    """Takes every plain word for text, so that each is written again as it was: 010, 1e3, ~."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node; a plain scalar's is always that of a text."""
        return super().resolve(kind, value, (False, implicit[1]) if kind is ScalarNode else implicit)


def set_out(text: str, node: Node, *, open_up: bool) -> str:
    """`text`, whose tree is `node`, set out anew; `open_up` gives each entry of a { } or [ ] over several lines one of its own.

    Raises ruamel.yaml.error.YAMLError.
    """
    yaml = YAML()
    yaml.Resolver = _Literal
    yaml.preserve_quotes = True
    yaml.width = _WIDEST
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(text)
    if open_up:
        _open_up(data, node)
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def _open_up(data: Any, node: Node) -> None:
    if isinstance(data, CommentedMap | CommentedSeq) and node.span.line != node.span.end_line:
        data.fa.set_block_style()
    if isinstance(data, CommentedMap) and isinstance(node.value, dict):
        for key, child in node.value.items():
            _open_up(data[key], child)
    elif isinstance(data, CommentedSeq) and isinstance(node.value, list):
        for item, child in zip(data, node.value, strict=True):
            _open_up(item, child)

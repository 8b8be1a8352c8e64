"""Plain words become language maps before anything is merged, wherever a model says that a text for people stands."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from koban.manifest.node import Node
from koban.model.base import TextMark
from koban.model.community import CommunitySpec

Spread = Callable[[Node], Node]
"""A plain text -> its language map."""
_Walk = Callable[[Node, Spread], Node]
Configs = Mapping[tuple[str, str], type[BaseModel]]
"""(`features` or `connectors`, instance) -> the model of its settings."""


def in_language(language: str) -> Spread:
    """Plain texts are in `language`."""
    return lambda text: Node({language: text}, text.span, {language: text.span})


def spread_texts(spec: Node, spread: Spread, configs: Configs) -> Node:
    """A community's spec, or a part of one, with every plain text made a language map."""
    walked = spread_model(spec, CommunitySpec, spread)
    if not isinstance(walked.value, dict):
        return walked
    value = dict(walked.value)
    for kind in ("features", "connectors"):
        entries = value.get(kind)
        if entries is not None and isinstance(entries.value, dict):
            uses = {name: _use(use, configs.get((kind, name)), spread) for name, use in entries.value.items()}
            value[kind] = Node(uses, entries.span, entries.keys)
    return Node(value, walked.span, walked.keys)


def spread_model(node: Node, model: type[BaseModel], spread: Spread) -> Node:
    """`node`, which `model` describes, with every plain text made a language map."""
    if not isinstance(node.value, dict):
        return node
    fields = _fields(model)
    value = {key: fields[key](child, spread) if key in fields else child for key, child in node.value.items()}
    return Node(value, node.span, node.keys)


def _use(use: Node, config: type[BaseModel] | None, spread: Spread) -> Node:
    settings = use.get("with")
    if config is None or settings is None:
        return use
    return Node({**use.value, "with": spread_model(settings, config, spread)}, use.span, use.keys)


@cache
def _fields(model: type[BaseModel]) -> dict[str, _Walk]:
    walks = {
        info.alias or name: _walk(info.annotation, tuple(info.metadata))
        for name, info in model.model_fields.items()
    }
    return {name: walk for name, walk in walks.items() if walk is not None}


def _walk(kind: Any, marks: tuple[Any, ...] = ()) -> _Walk | None:
    while get_origin(kind) is Annotated:
        kind, *more = get_args(kind)
        marks = (*marks, *more)
    if any(isinstance(mark, TextMark) for mark in marks):
        return _spread
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _each_arm([walk for walk in map(_walk, inner) if walk is not None])
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return lambda node, spread: spread_model(node, kind, spread)
    if origin is dict:
        return _each_value(_walk(inner[1]))
    if origin in {list, tuple}:
        return _each_item(_walk(inner[0]))
    return None


def _spread(node: Node, spread: Spread) -> Node:
    return spread(node) if isinstance(node.value, str) else node


def _each_arm(walks: list[_Walk]) -> _Walk | None:
    if not walks:
        return None

    def walk(node: Node, spread: Spread) -> Node:
        for one in walks:
            node = one(node, spread)
        return node

    return walk


def _each_value(walk: _Walk | None) -> _Walk | None:
    if walk is None:
        return None

    def each(node: Node, spread: Spread) -> Node:
        if not isinstance(node.value, dict):
            return node
        return Node({key: walk(child, spread) for key, child in node.value.items()}, node.span, node.keys)

    return each


def _each_item(walk: _Walk | None) -> _Walk | None:
    if walk is None:
        return None

    def each(node: Node, spread: Spread) -> Node:
        if not isinstance(node.value, list):
            return node
        return Node([walk(child, spread) for child in node.value], node.span, node.keys)

    return each

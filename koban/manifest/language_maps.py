"""Plain words become language maps before anything is merged, wherever a model says that a text for people stands."""

from __future__ import annotations

import types
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from koban.manifest.node import Node
from koban.model.base import TextMark
from koban.model.community import CommunitySpec

Spread = Callable[[Node], Node]
"""What becomes of a text for people, whether it is plain words or a language map."""
_Walk = Callable[[Node, Spread], Node]
Configs = Mapping[tuple[str, str], type[BaseModel]]
"""(`features` or `connectors`, instance) -> the model of its settings."""


def in_language(language: str) -> Spread:
    """Plain texts are in `language`."""

    def as_map(text: Node) -> Node:
        plain = isinstance(text.value, str)
        return Node({language: text}, text.span, {language: text.span}) if plain else text

    return as_map


def only_in(languages: Collection[str]) -> Spread:
    """Of a text only the words that readers of `languages` are shown; all of them where there are none in these."""
    wanted = {*languages, *(tag.split("-", maxsplit=1)[0] for tag in languages)}

    def keep(text: Node) -> Node:
        if not isinstance(text.value, dict) or wanted.isdisjoint(text.value) or wanted >= text.value.keys():
            return text
        kept = {tag: words for tag, words in text.value.items() if tag in wanted}
        return Node(kept, text.span, {tag: text.keys[tag] for tag in kept})

    return keep


def spread_texts(spec: Node, spread: Spread, configs: Configs) -> Node:
    """A community's spec, or a part of one, with `spread` done to every text."""
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
    """`node`, which `model` describes, with `spread` done to every text."""
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
    return spread(node)


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

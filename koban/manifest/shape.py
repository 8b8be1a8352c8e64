"""Which fields a model has at a place, for suggestions: walks types, reads no document."""

from __future__ import annotations

import types
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo


def fields_at(model: type[BaseModel], loc: Sequence[str | int]) -> dict[str, FieldInfo]:
    """The fields, by the names that manifests use, of the model or models that stand at `loc`."""
    return {name: info for arm in _at(model, loc) if _is_model(arm) for name, info in _fields(arm)}


def homes_of(model: type[BaseModel], name: str) -> list[str]:
    """The fields of `model` whose own maps have a field `name`: where it belongs if it stands beside them."""
    return [home for home, info in _fields(model) if any(_has(arm, name) for arm in _arms(info.annotation))]


def _has(arm: Any, name: str) -> bool:
    return _is_model(arm) and any(field == name for field, _ in _fields(arm))


def choices_at(model: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    """The words that a `Literal` at `loc` allows; of a map's keys where `loc` ends in `[key]`."""
    if loc and loc[-1] == "[key]":
        maps = (get_args(arm) for arm in _at(model, loc[:-2]) if get_origin(arm) is dict)
        return [str(word) for key, _ in maps for arm in _arms(key) for word in get_args(arm)]
    return [str(word) for arm in _at(model, loc) if get_origin(arm) is Literal for word in get_args(arm)]


def _at(model: type[BaseModel], loc: Sequence[str | int]) -> list[Any]:
    arms = _arms(model)
    for step in loc:
        below = [arm for child in arms for arm in _step(child, step)]
        # A step that no type takes is a union's tag: it is not in the document.
        arms = below or arms
    return arms


def _step(annotation: Any, step: str | int) -> Iterable[Any]:
    if _is_model(annotation):
        return [arm for name, info in _fields(annotation) if name == step for arm in _arms(info.annotation)]
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is dict and len(inner) == 2:
        return _arms(inner[1])
    if isinstance(step, int) and inner and origin in {list, tuple, set, frozenset}:
        return [arm for child in inner if child is not Ellipsis for arm in _arms(child)]
    return []


def _arms(annotation: Any) -> list[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _arms(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        return [arm for child in get_args(annotation) for arm in _arms(child)]
    return [] if annotation is type(None) else [annotation]


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _fields(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    return [(info.alias or name, info) for name, info in model.model_fields.items()]

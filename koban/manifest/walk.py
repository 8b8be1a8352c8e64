"""Finds texts for people, file names, references and plain scalars in checked values, with the path at which a manifest writes it."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, PlainValidator

from koban.model.base import FileReference, Reference, TextMark

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text for people."""

    path: Path
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FoundFile:
    """The name of a file in the manifest's folder."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A name of something that is defined elsewhere."""

    path: Path
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class FoundScalar:
    """A switch, number or date as its type alone makes it."""

    path: Path
    value: bool | float | date


Found = FoundText | FoundFile | FoundReference | FoundScalar
_SCALARS = (bool, int, float, date)


def walk(model: BaseModel, path: Path = ()) -> Iterator[Found]:
    """All texts, file names, references and plain scalars in `model`, in the order of its fields."""
    for name, field in type(model).model_fields.items():
        here = (*path, field.alias or name)
        yield from _value(getattr(model, name), field.annotation, tuple(field.metadata), here)
    for name, extra in (model.__pydantic_extra__ or {}).items():
        yield from _value(extra, type(extra), (), (*path, name))


def _value(value: Any, kind: Any, marks: tuple[Any, ...], path: Path) -> Iterator[Found]:
    kind, marks = _unwrap(kind, marks)
    if value is None:
        return
    if any(isinstance(mark, TextMark) for mark in marks):
        yield FoundText(path, value)
    elif any(isinstance(mark, FileReference) for mark in marks):
        yield FoundFile(path, value)
    elif get_origin(kind) in {Union, types.UnionType}:
        yield from _value(value, *_unwrap(_arm(value, kind), ()), path)
    elif isinstance(value, str):
        yield from (FoundReference(path, mark.kind, value) for mark in marks if isinstance(mark, Reference))
    elif kind in _SCALARS and isinstance(value, _SCALARS):
        if not any(isinstance(mark, BeforeValidator | PlainValidator) for mark in marks):
            yield FoundScalar(path, value)
    elif isinstance(value, BaseModel):
        yield from walk(value, path)
    elif isinstance(value, Mapping):
        arguments = get_args(kind)
        for key, item in value.items():
            yield from _value(item, arguments[1] if len(arguments) == 2 else Any, (), (*path, str(key)))
    elif isinstance(value, Sequence):
        yield from _items(value, kind, path)


def _items(value: Sequence[Any], kind: Any, path: Path) -> Iterator[Found]:
    arguments = [argument for argument in get_args(kind) if argument is not Ellipsis]
    for index, item in enumerate(value):
        wanted = arguments[min(index, len(arguments) - 1)] if arguments else Any
        yield from _value(item, wanted, (), (*path, index))


def _unwrap(kind: Any, marks: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    while get_origin(kind) is Annotated:
        inner, *more = get_args(kind)
        kind, marks = inner, (*marks, *more)
    return kind, marks


def _arm(value: Any, union: Any) -> Any:
    """The arm of a union that `value` belongs to: the first whose outer type it has."""
    for arm in get_args(union):
        outer = _outer(arm)
        if outer is not None and isinstance(value, outer):
            return arm
    return Any


@cache
def _outer(arm: Any) -> type[Any] | None:
    kind, _ = _unwrap(arm, ())
    kind = get_origin(kind) or kind
    return kind if isinstance(kind, type) else None

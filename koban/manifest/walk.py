"""Finds texts for people, file names, references and plain scalars in checked values, with the path at which a manifest writes it."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

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
    found: list[Found] = []
    _walk(model, path, found)
    return iter(found)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What can be found in values of one annotation, worked out once: thousands of values are walked through."""

    text: bool = False
    file: bool = False
    scalar: bool = False
    nothing: bool = False
    references: tuple[str, ...] = ()
    arms: tuple[tuple[type[Any], _Kind], ...] = ()
    inner: tuple[_Kind, ...] = ()
    """Of a map's keys and entries, or of a list's items: the last one stands for all further ones."""


_ANYTHING = _Kind()
_NOTHING = _Kind(nothing=True)


def _walk(model: BaseModel, path: Path, found: list[Found]) -> None:
    for name, key, kind in _fields(type(model)):
        if not kind.nothing:
            _look(getattr(model, name), kind, (*path, key), found)
    for name, extra in (model.__pydantic_extra__ or {}).items():
        _look(extra, _ANYTHING, (*path, name), found)


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, _Kind], ...]:
    return tuple(
        (name, field.alias or name, _kind_of(field.annotation, tuple(field.metadata)))
        for name, field in model.model_fields.items()
    )


def _look(value: Any, kind: _Kind, path: Path, found: list[Found]) -> None:
    if value is None or kind.nothing:
        return
    if kind.text:
        found.append(FoundText(path, value))
    elif kind.file:
        found.append(FoundFile(path, value))
    elif kind.arms:
        _look(value, _arm(value, kind), path, found)
    elif isinstance(value, str):
        found += [FoundReference(path, reference, value) for reference in kind.references]
    elif kind.scalar and isinstance(value, _SCALARS):
        found.append(FoundScalar(path, value))
    elif isinstance(value, BaseModel):
        _walk(value, path, found)
    elif isinstance(value, Mapping):
        entry = kind.inner[1] if len(kind.inner) == 2 else _ANYTHING
        for key, item in value.items():
            _look(item, entry, (*path, str(key)), found)
    elif isinstance(value, Sequence):
        for index, item in enumerate(value):
            wanted = kind.inner[min(index, len(kind.inner) - 1)] if kind.inner else _ANYTHING
            _look(item, wanted, (*path, index), found)


def _arm(value: Any, union: _Kind) -> _Kind:
    """The arm of a union that `value` belongs to: the first whose outer type it has."""
    return next((kind for outer, kind in union.arms if isinstance(value, outer)), _ANYTHING)


def _kind_of(kind: Any, marks: tuple[Any, ...] = ()) -> _Kind:
    kind, marks = _unwrap(kind, marks)
    if any(isinstance(mark, TextMark) for mark in marks):
        return _Kind(text=True)
    if any(isinstance(mark, FileReference) for mark in marks):
        return _Kind(file=True)
    if get_origin(kind) in {Union, types.UnionType}:
        return _Kind(arms=tuple(_arms(kind)))
    references = tuple(mark.kind for mark in marks if isinstance(mark, Reference))
    if get_origin(kind) is Literal or (kind is str and not references):
        return _NOTHING
    if kind in _SCALARS:
        made = any(isinstance(mark, BeforeValidator | PlainValidator) for mark in marks)
        return _NOTHING if made else _Kind(scalar=True)
    inner = tuple(_kind_of(argument) for argument in get_args(kind) if argument is not Ellipsis)
    return _Kind(references=references, inner=inner)


def _arms(union: Any) -> Iterator[tuple[type[Any], _Kind]]:
    for arm in get_args(union):
        outer, _ = _unwrap(arm, ())
        outer = get_origin(outer) or outer
        if isinstance(outer, type):
            yield outer, _kind_of(arm)


def _unwrap(kind: Any, marks: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    while get_origin(kind) is Annotated:
        inner, *more = get_args(kind)
        kind, marks = inner, (*marks, *more)
    return kind, marks

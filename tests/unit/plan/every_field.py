"""Every field of a bundle's models, with a value before and one after: what plans must have words for."""

import types
from datetime import date
from enum import EnumMeta
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from koban.model.base import TextMark
from koban.plan.difference import Difference

SAMPLES = {
    str: ("a", "b"),
    int: (1, 2),
    float: (1.0, 2.0),
    bool: (False, True),
    date: ("2026-01-01", "2027-01-01"),
}


def every_field(model: type[BaseModel], steps: tuple[str, ...] = (), leave: frozenset[str] = frozenset()):
    """A difference for each way in which each field of `model`, but those to `leave`, can differ."""
    for name, field in model.model_fields.items():
        if name in leave:
            continue
        here = (*steps, field.alias or name)
        kind, marks = _unwrap(field.annotation, tuple(field.metadata))
        yield from _field(kind, marks, here)
        if field.default is None:
            value = _sample(kind, marks)[1]
            yield Difference(here, None, value)
            yield Difference(here, value, None)


def _field(kind: Any, marks: tuple[Any, ...], here: tuple[str, ...]):
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from every_field(kind, here)
    elif get_origin(kind) is dict and not _is_text(marks):
        key, inner = (_unwrap(one, ()) for one in get_args(kind))
        entry = (*here, _first(key[0]))
        value = _sample(*inner)[1]
        yield Difference(entry, None, value)
        yield Difference(entry, value, None)
        yield Difference(here, ["x", "y"], ["y", "x"], reordered=True)
        yield from _field(*inner, entry)
    else:
        before, after = _sample(kind, marks)
        yield Difference(here, before, after)


def _first(key: Any) -> str:
    if isinstance(key, EnumMeta):
        return str(next(iter(key)).value)
    return str(get_args(key)[0]) if get_origin(key) is Literal else "x"


def _is_text(marks: tuple[Any, ...]) -> bool:
    return any(isinstance(mark, TextMark) for mark in marks)


def _unwrap(kind: Any, marks: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    while True:
        if get_origin(kind) is Annotated:
            kind, *more = get_args(kind)
            marks = (*marks, *more)
        elif get_origin(kind) in {Union, types.UnionType}:
            kind = next(one for one in get_args(kind) if one is not type(None))
        else:
            return kind, marks


def _sample(kind: Any, marks: tuple[Any, ...]) -> tuple[Any, Any]:
    if _is_text(marks):
        return {"nl": "a"}, {"nl": "b"}
    if get_origin(kind) is Literal:
        first, second, *_ = get_args(kind)
        return first, second
    if get_origin(kind) in {list, tuple}:
        before, after = _sample(*_unwrap(get_args(kind)[0], ()))
        return [before], [after]
    if get_origin(kind) is dict:
        return {"x": "a"}, {"x": "b"}
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {}, {name: "b" for name in ("title", "name") if name in kind.model_fields}
    return SAMPLES.get(kind, ("a", "b"))

"""What features and connectors say about their own settings: how far a change of each reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from koban.model.reach import KEYWORD, Reach
from koban.plan.difference import Steps
from koban.plugin.declare import Contribution

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Declared:
    """What is said of one field."""

    reach: Reach
    order: tuple[Any, ...] = ()
    """Its allowed values, if it is an enumeration."""
    reference: str = ""
    """What kind of thing it names, such as `purpose`."""


def declared(contribution: Contribution, steps: Steps, unsaid: Reach) -> Declared:
    """What `contribution` says of the field at `steps` of its settings; where it says nothing, `unsaid`."""
    root = contribution.Config if isinstance(contribution.Config, Mapping) else _schema(contribution.Config)
    reach, depth, at = unsaid, 0, root
    for place, step in enumerate(steps):
        at = next((below for one in _branches(at, root) if (below := _below(one, step)) is not None), {})
        said = _said(at, root)
        if said is not None:
            reach, depth = said, place
    if len(steps) > depth + 2:
        reach = Reach(
            reach.changed
        )  # a direction holds for the field and its entries, not for what lies in them
    return Declared(reach, _order(at, root), _reference(at, root))


def _below(schema: Schema, step: str) -> Schema | None:
    named = schema.get("properties", {}).get(step)
    patterns = schema.get("patternProperties", {})
    fitting = next((inner for pattern, inner in patterns.items() if re.search(pattern, step)), None)
    below = next(
        (one for one in (named, fitting, schema.get("additionalProperties")) if one is not None), None
    )
    return below if isinstance(below, Mapping) else None


def _branches(schema: Schema, root: Schema) -> Iterator[Schema]:
    """The schema and what it refers to or is made of."""
    waiting, seen = [schema], set[int]()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:  # a schema may refer to itself
            continue
        seen.add(id(one))
        yield one
        target = str(one.get("$ref", ""))
        if target.startswith("#/$defs/"):
            waiting.append(root.get("$defs", {}).get(target.removeprefix("#/$defs/"), {}))
        for key in ("allOf", "anyOf", "oneOf"):
            waiting += [inner for inner in one.get(key, ()) if isinstance(inner, Mapping)]


def _said(schema: Schema, root: Schema) -> Reach | None:
    written = next((one[KEYWORD] for one in _branches(schema, root) if KEYWORD in one), None)
    return None if written is None else Reach.read(written)


def _order(schema: Schema, root: Schema) -> tuple[Any, ...]:
    return next((tuple(one["enum"]) for one in _branches(schema, root) if "enum" in one), ())


def _reference(schema: Schema, root: Schema) -> str:
    key = "x-koban-reference"
    return next((str(one[key]) for one in _branches(schema, root) if key in one), "")


@cache
def _schema(model: type[BaseModel]) -> Schema:
    return model.model_json_schema()

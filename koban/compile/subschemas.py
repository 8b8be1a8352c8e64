"""The schemas that stand directly inside a JSON Schema, told apart from the names of fields and from plain values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Schema = dict[str, Any]

_ONE = (
    "additionalProperties",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
)
_NAMED = ("$defs", "dependentSchemas", "patternProperties", "properties")
_SEVERAL = ("allOf", "anyOf", "oneOf", "prefixItems")


def each_subschema(schema: Schema, act: Callable[[Schema], Schema]) -> Schema:
    """`schema` with `act` done to every schema directly in it, in the same order."""
    return {key: _acted(key, value, act) for key, value in schema.items()}


def _acted(key: str, value: Any, act: Callable[[Schema], Schema]) -> Any:
    if key in _ONE and isinstance(value, dict):
        return act(value)
    if key in _NAMED and isinstance(value, dict):
        return {name: act(one) if isinstance(one, dict) else one for name, one in value.items()}
    if key in _SEVERAL and isinstance(value, list):
        return [act(one) if isinstance(one, dict) else one for one in value]
    return value

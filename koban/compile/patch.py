"""Turns a strict JSON Schema into the one for what people write: parents supply the rest, and null takes something away."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial

from koban.compile.subschemas import Schema, each_subschema

_NEEDS_ALL = (
    "dependentRequired",
    "dependentSchemas",
    "else",
    "if",
    "maxProperties",
    "minProperties",
    "not",
    "required",
    "then",
    "unevaluatedProperties",
)
"""What can only be judged when parents have given their part and nulls have taken theirs away."""
_LISTS = ("contains", "items", "prefixItems")
_NULL: Schema = {"type": "null"}
_DEFINITIONS = "#/$defs/"
_WHOLE = "whole."


def patch_schema(schema: Schema) -> Schema:
    """`schema` with nothing required in its maps, and null allowed for optional fields and for entries of maps.

    Lists do not merge, so that what stands in them is still written whole.
    """
    patched = _patched(schema)
    definitions = patched.get("$defs", {})
    while missing := _named_in(patched) - definitions.keys():
        for name in missing:
            definitions[name] = renamed(schema["$defs"][name.removeprefix(_WHOLE)], _whole)
    return patched


def or_null(schema: Schema) -> Schema:
    """`schema`, or null; its title and description stay outermost, where editors look."""
    if _takes_null(schema):
        return schema
    outer: Schema = {key: schema[key] for key in ("title", "description") if key in schema}
    inner = {key: value for key, value in schema.items() if key not in outer}
    if set(inner) == {"anyOf"}:
        return {**outer, "anyOf": [*inner["anyOf"], _NULL]}
    return {**outer, "anyOf": [inner, _NULL]}


def renamed(schema: Schema, name: Callable[[str], str]) -> Schema:
    """`schema` with its references to definitions led to what `name` makes of their names."""
    inner = each_subschema(schema, partial(renamed, name=name))
    if "$ref" not in inner:
        return inner
    return {**inner, "$ref": _DEFINITIONS + name(inner["$ref"].removeprefix(_DEFINITIONS))}


def prefixed(schema: Schema, prefix: str) -> Schema:
    """`schema` with its references led to `#/$defs/<prefix><name>`."""
    return renamed(schema, lambda name: f"{prefix}{name}")


def _patched(schema: Schema) -> Schema:
    kept = {key: value for key, value in schema.items() if key not in _NEEDS_ALL}
    lists = {key: kept.pop(key) for key in _LISTS if key in kept}
    patched = each_subschema(kept, _patched) | renamed(lists, _whole)
    arms = patched.pop("oneOf", None)
    if arms is not None:
        # Arms that differ in what they require may all fit a part.
        patched["allOf"] = [*patched.get("allOf", []), {"anyOf": arms}]
    required = schema.get("required", [])
    if "properties" in patched:
        patched["properties"] = {
            name: field if name in required else or_null(field)
            for name, field in patched["properties"].items()
        }
    if isinstance(patched.get("additionalProperties"), dict):
        patched["additionalProperties"] = or_null(patched["additionalProperties"])
    return patched


def _whole(name: str) -> str:
    return f"{_WHOLE}{name}"


def _named_in(schema: Schema) -> set[str]:
    """The names of all definitions that are referred to anywhere in `schema`."""
    return set(re.findall(r'"\$ref": "#/\$defs/([^"]+)"', json.dumps(schema)))


def _takes_null(schema: Schema) -> bool:
    return schema.get("type") == "null" or any(arm.get("type") == "null" for arm in schema.get("anyOf", []))

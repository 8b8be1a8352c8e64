"""Turns a strict JSON Schema into the one for what people write: parents supply the rest, and null takes something away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from koban.compile.model_schema import Schema

_PARENTS_GIVE = ("required", "minProperties")
_NULL: Schema = {"type": "null"}


def as_patch(schema: Schema) -> Schema:
    """`schema` with nothing required in its maps, and null allowed for optional fields and for entries of maps."""
    patched = {key: _each(value, as_patch) for key, value in schema.items() if key not in _PARENTS_GIVE}
    required = schema.get("required", [])
    if "properties" in schema:
        patched["properties"] = {
            name: as_patch(field) if name in required else or_null(as_patch(field))
            for name, field in schema["properties"].items()
        }
    entries = schema.get("additionalProperties")
    if isinstance(entries, dict):
        patched["additionalProperties"] = or_null(as_patch(entries))
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


def prefixed(schema: Any, prefix: str) -> Any:
    """`schema` with its references led to `#/$defs/<prefix><name>`."""
    if isinstance(schema, Mapping):
        return {
            key: f"#/$defs/{prefix}{value.removeprefix('#/$defs/')}"
            if key == "$ref" and isinstance(value, str)
            else prefixed(value, prefix)
            for key, value in schema.items()
        }
    return [prefixed(item, prefix) for item in schema] if isinstance(schema, list) else schema


def _takes_null(schema: Schema) -> bool:
    return schema.get("type") == "null" or any(arm.get("type") == "null" for arm in schema.get("anyOf", []))


def _each(value: Any, act: Callable[[Schema], Schema]) -> Any:
    if isinstance(value, dict):
        return act(value)
    return [_each(item, act) for item in value] if isinstance(value, list) else value

"""The strict JSON Schema of one model."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

Schema = dict[str, Any]


def model_schema(
    model: type[BaseModel], mode: Literal["validation", "serialization"] = "validation"
) -> Schema:
    """The schema by which `model` would refuse the same documents, as far as a schema can say it."""
    schema: Schema = _close_maps(model.model_json_schema(mode=mode))
    return schema


def _close_maps(schema: Any) -> Any:
    """Maps whose names follow a pattern refuse all other names; pydantic's `patternProperties` would let them through."""
    if isinstance(schema, list):
        return [_close_maps(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _close_maps(value) for key, value in schema.items() if key != "patternProperties"}
    for pattern, entries in schema.get("patternProperties", {}).items():
        closed["propertyNames"] = {"pattern": pattern}
        closed["additionalProperties"] = _close_maps(entries)
    return closed

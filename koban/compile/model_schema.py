"""The strict JSON Schema of one model."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import BaseModel

from koban.compile.pattern_words import DATE, with_pattern_words
from koban.compile.subschemas import Schema, each_subschema


def model_schema(
    model: type[BaseModel], mode: Literal["validation", "serialization"] = "validation"
) -> Schema:
    """The schema by which `model` would refuse the same documents, as far as a schema can say it."""
    return with_pattern_words(entitled(_finished(model.model_json_schema(mode=mode))))


def entitled(schema: Schema) -> Schema:
    """`schema` with a title on every field in it, made from its name where nobody gave one."""
    schema = each_subschema(schema, entitled)
    if "properties" not in schema:
        return schema
    fields = {name: {"title": _title(name, field), **_untitled(field)} for name, field in _fields(schema)}
    return {**schema, "properties": {**schema["properties"], **fields}}


def _fields(schema: Schema) -> list[tuple[str, Schema]]:
    return [(name, field) for name, field in schema["properties"].items() if isinstance(field, dict)]


def _finished(schema: Schema) -> Schema:
    schema = _closed(each_subschema(schema, _finished))
    if schema.get("format") != "date":
        return schema
    # Few validators look at a format unless they are told to; all look at a pattern.
    return {"pattern": DATE, **{key: value for key, value in schema.items() if key != "format"}}


def _closed(schema: Schema) -> Schema:
    """Maps whose names follow a pattern refuse all other names; pydantic's `patternProperties` would let them through."""
    closed = {key: value for key, value in schema.items() if key != "patternProperties"}
    for pattern, entries in schema.get("patternProperties", {}).items():
        closed["propertyNames"] = {"pattern": pattern}
        closed["additionalProperties"] = entries
    return closed


def _title(name: str, field: Schema) -> str:
    given = str(field.get("title", ""))
    # What pydantic makes of a name runs its words together: "Asksfor".
    if given and given != name.replace("_", " ").title():
        return given
    words = re.sub(r"[_-]|(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()
    return words[:1].upper() + words[1:]


def _untitled(field: Schema) -> Schema:
    return {key: value for key, value in field.items() if key != "title"}

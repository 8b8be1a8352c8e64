"""Completes `features` and `connectors` by what is installed: each name with its own settings, any other by what it `uses`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jsonschema import Draft202012Validator

from koban.compile.patch import or_null, prefixed
from koban.compile.pattern_words import with_pattern_words
from koban.compile.subschemas import Schema
from koban.model.base import NAME_PATTERN, say
from koban.plugin.names import RESERVED
from koban.plugin.registry import Contributed, Registry

Settled = Callable[[Contributed[Any]], Schema]
_DEFINITIONS = {"features": "FeatureUse", "connectors": "ConnectorUse"}
_OFF: Schema = {"properties": {"enabled": {"const": False}}, "required": ["enabled"]}
"""What is switched off may be of a kind that is not installed, and its settings are nobody's."""
_TWO_SCHEDULES: Schema = {
    "properties": {"every": {"type": "string"}, "cron": {"type": "string"}},
    "required": ["every", "cron"],
}
_UNKNOWN = "no {} of this name is installed: correct the name, or say below it what it uses"
_USES: Schema = {"properties": {"uses": {"type": "string"}}, "required": ["uses"]}


def add_functions(spec: Schema, registry: Registry, settings: Settled) -> None:
    """Complete `features` and `connectors` of a community's `spec`; `settings` gives the schema of what stands in `with`."""
    _add(spec, "features", registry.features, settings)
    _add(spec, "connectors", registry.connectors, settings)
    spec["$defs"]["ConnectorUse"]["not"] = _TWO_SCHEDULES


def add_switches(spec: Schema) -> None:
    """Let entries be switched by `true` and `false`, and taken away by null; another name can only be switched off."""
    for kind in _DEFINITIONS:
        field = spec["properties"][kind]
        field["properties"] = {name: _switched(entry) for name, entry in field["properties"].items()}
        other = field["additionalProperties"]
        field["additionalProperties"] = {
            "description": other.pop("description"),
            "if": {"type": "boolean"},
            "then": {"const": False, "errorMessage": _UNKNOWN.format(kind.removesuffix("s"))},
            "else": or_null(other),
        }
        spec["properties"][kind] = or_null(field)


def _switched(entry: Schema) -> Schema:
    said = {key: entry.pop(key) for key in ("title", "description")}
    return {**said, "anyOf": [{"type": "boolean"}, {"type": "null"}, entry]}


def _add(spec: Schema, kind: str, table: Mapping[str, Contributed[Any]], settings: Settled) -> None:
    definitions, definition = spec["$defs"], _DEFINITIONS[kind]
    use: Schema = {"$ref": f"#/$defs/{definition}"}
    fields, by_use = {}, [_known_use(table)]
    for name, given in sorted(table.items()):
        settled = _settled(definitions, f"{kind}.{name}", given, settings)
        named = {"properties": {"uses": {"const": name}}, "required": ["uses"]}
        by_use.append({"if": named, "then": {"if": _OFF, "else": settled}})
        fields[name] = {
            **_said(given),
            "allOf": [use, {"if": _USES, "else": {"if": _OFF, "else": settled}}],
        }
    definitions[definition]["allOf"] = by_use
    field = spec["properties"][kind]
    spec["properties"][kind] = {
        "title": field["title"],
        "description": field["description"],
        "type": "object",
        "propertyNames": with_pattern_words({"pattern": NAME_PATTERN, "not": {"enum": sorted(RESERVED)}}),
        "properties": fields,
        "additionalProperties": {
            "description": "An entry with another name says what it `uses`.",
            "allOf": [use, {"if": _OFF, "else": {"required": ["uses"]}}],
        },
    }


def _known_use(table: Mapping[str, Contributed[Any]]) -> Schema:
    known = sorted(table.items())
    uses = {
        "title": "Uses",
        "description": "What the entry is an instance of, where its own name does not say it.",
        "anyOf": [
            {
                "enum": [name for name, _ in known],
                "enumDescriptions": [_said(given)["description"] for _, given in known],
            },
            {"type": "null"},
        ],
    }
    return {"if": _OFF, "else": {"properties": {"uses": uses}}}


def _settled(definitions: Schema, own: str, given: Contributed[Any], settings: Settled) -> Schema:
    """A schema of an entry whose `with` has the settings of `given`, which it adds to `definitions` under the name `own`."""
    schema = settings(given)
    complete = Draft202012Validator(schema).is_valid({})
    schema = prefixed(schema, f"{own}.")
    for inner, one in schema.pop("$defs", {}).items():
        definitions[f"{own}.{inner}"] = one
    definitions[own] = schema
    said = _said(given)
    with_ = {"title": "With", "description": f"Settings of {said['title']}.", "$ref": f"#/$defs/{own}"}
    return {"properties": {"with": or_null(with_)}, **({} if complete else {"required": ["with"]})}


def _said(given: Contributed[Any]) -> Schema:
    about = say(given.value.summary, "en") or f"From {given.plugin}."
    return {"title": say(given.value.title, "en"), "description": about}

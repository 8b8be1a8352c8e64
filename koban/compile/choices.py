"""Completes schemas by what capability modules define: their names as choices, each with its words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from koban.compile.subschemas import Schema, each_subschema
from koban.model.base import say
from koban.plugin.registry import Contributed, Registry

_COMPONENTS = ("knowledge", "skills", "technologies")
_ABOUT = {"capability": "definition", "theme": "words", "evidence": "cite"}
_HELD = "components."
Known = Mapping[str, Contributed[dict[str, Any]]]


def with_choices(schema: Schema, registry: Registry) -> Schema:
    """`schema` with every reference to what modules define as a choice, so that an editor completes it."""
    return _add_components(_chosen(schema, registry), registry)


def _chosen(schema: Schema, registry: Registry) -> Schema:
    chosen = each_subschema(schema, partial(_chosen, registry=registry))
    names = schema.get("propertyNames", {})
    if names.get("x-koban-reference") == "capability" and registry.capabilities:
        return _by_capability(chosen, registry.capabilities)
    tables: Mapping[str, Known] = {
        "capability": registry.capabilities,
        "theme": registry.themes,
        "evidence": registry.evidence,
    }
    kind = str(schema.get("x-koban-reference"))
    if not tables.get(kind):
        return chosen
    known = sorted(tables[kind].items())
    return {
        **chosen,
        "enum": [name for name, _ in known],
        "enumDescriptions": [_about(kind, given) for _, given in known],
    }


def _by_capability(schema: Schema, capabilities: Known) -> Schema:
    """A map of capabilities as one field each: then its title and definition are shown where it is completed."""
    kept = {key: value for key, value in schema.items() if key != "propertyNames"}
    entries = schema["additionalProperties"]
    fields = {
        name: {
            "title": say(given.value.get("title", {}), "en") or name,
            "description": _about("capability", given),
            **_entry(entries, name),
        }
        for name, given in sorted(capabilities.items())
    }
    return {**kept, "properties": fields, "additionalProperties": False}


def _entry(schema: Schema, capability: str) -> Schema:
    own = {"$ref": f"#/$defs/{_HELD}{capability}"}
    if schema.get("$ref") == "#/$defs/Components":
        return own
    if schema.get("$ref") == "#/$defs/Assessment":
        missing = {"title": "Missing", "description": "Components that are not there yet.", **own}
        return {"allOf": [schema, {"properties": {"missing": missing}}]}
    return {key: value for key, value in schema.items() if key not in {"title", "description"}}


def _add_components(schema: Schema, registry: Registry) -> Schema:
    """The components of each capability as definitions, where a map by capability refers to them."""
    definitions = schema.get("$defs", {})
    if "Components" not in definitions:
        return schema
    held = {
        f"{_HELD}{name}": _components(definitions["Components"], given)
        for name, given in sorted(registry.capabilities.items())
    }
    return {**schema, "$defs": {**definitions, **held}}


def _components(schema: Schema, given: Contributed[dict[str, Any]]) -> Schema:
    fields = dict(schema["properties"])
    for kind in _COMPONENTS:
        known = sorted(given.value.get(kind, {}).items())
        words = [say(text, "en") for _, text in known]
        named = {"type": "string", "enum": [name for name, _ in known], "enumDescriptions": words}
        fields[kind] = {**fields[kind], "items": named if known else False}
    return {**schema, "properties": fields}


def _about(kind: str, given: Contributed[dict[str, Any]]) -> str:
    words = given.value.get(_ABOUT[kind], "")
    return words if isinstance(words, str) else say(words, "en")

"""The JSON Schemas (2020-12) of everything people write and commands print, made from the models and the registry."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from koban.compile.model_schema import Schema, model_schema
from koban.compile.patch import as_patch, prefixed
from koban.model.base import NAME_PATTERN
from koban.model.community import CommunitySpec
from koban.model.force import ForceSpec, WorkspaceSpec
from koban.model.output import (
    CheckOutput,
    HistoryOutput,
    PlanOutput,
    PluginListOutput,
    StatusOutput,
    TextsOutput,
)
from koban.plugin.registry import Contributed, Registry

_USES = {"features": "FeatureUse", "connectors": "ConnectorUse"}
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OUTPUTS: Mapping[str, type[BaseModel]] = {
    "check": CheckOutput,
    "plan": PlanOutput,
    "status": StatusOutput,
    "history": HistoryOutput,
    "plugin-list": PluginListOutput,
    "texts": TextsOutput,
}
_KINDS = (
    ("Workspace", "workspace", "koban.yaml", "Settings of the repository as a whole."),
    ("Force", "force", "deployments/*/force.yaml", "The owner of communities."),
    (
        "Community",
        "community",
        "deployments/*/*/community.yaml",
        "Who a community is, what it needs, what its app offers.",
    ),
)


def schema_files(registry: Registry) -> dict[str, bytes]:
    """Path below `schemas/` -> the file's bytes. Pure: the same registry gives the same bytes."""
    files: dict[str, Schema] = {
        "v1/workspace.schema.json": _document("Workspace", model_schema(WorkspaceSpec)),
        "v1/force.schema.json": _document("Force", _force(registry)),
        "v1/community.schema.json": _document("Community", community_patch(registry)),
        "v1/catalog.json": _catalog(),
    }
    for kind, table in _tables(registry):
        for name, given in sorted(table.items()):
            files[f"v1/plugins/{given.plugin}/{name}.schema.json"] = _headed(name, config_schema(given), kind)
    for name, model in _OUTPUTS.items():
        schema = model_schema(model, "serialization")
        files[f"output/{name}.schema.json"] = {"$schema": DIALECT, **schema}
    return {path: _bytes(schema) for path, schema in sorted(files.items())}


def config_schema(given: Contributed[Any]) -> Schema:
    """The strict schema of a feature's or connector's settings."""
    settings = given.value.Config
    return dict(settings) if isinstance(settings, Mapping) else model_schema(settings)


def community_patch(registry: Registry) -> Schema:
    """What people write under a community's `spec`: everything optional, features by their installed names."""
    spec = as_patch(model_schema(CommunitySpec))
    definitions = spec["$defs"]
    definitions["Unit"]["properties"]["of"] = {
        "title": "Of",
        "description": "Name of one of the force's shared `units`, which this one adds to.",
        "type": "string",
    }
    for kind, table in _tables(registry):
        _uses(spec, kind, _USES[kind], table)
    patched: Schema = _with_choices(spec, registry)
    return patched


def _tables(registry: Registry) -> tuple[tuple[str, Mapping[str, Contributed[Any]]], ...]:
    return ("features", registry.features), ("connectors", registry.connectors)


def _uses(spec: Schema, kind: str, definition: str, table: Mapping[str, Contributed[Any]]) -> None:
    """Complete `features` or `connectors` by what is installed, each with its own settings."""
    definitions, field = spec["$defs"], spec["properties"][kind]
    properties: dict[str, Schema] = {}
    by_use: list[Schema] = []
    for name, given in sorted(table.items()):
        own = f"{kind}.{name}"
        settings = prefixed(as_patch(config_schema(given)), f"{own}.")
        for inner, schema in settings.pop("$defs", {}).items():
            definitions[f"{own}.{inner}"] = schema
        definitions[own] = settings
        settled: Schema = {"properties": {"with": {"anyOf": [{"$ref": f"#/$defs/{own}"}, {"type": "null"}]}}}
        by_use.append(
            {"if": {"properties": {"uses": {"const": name}}, "required": ["uses"]}, "then": settled}
        )
        properties[name] = {
            **_said(given),
            "anyOf": [
                {"type": "boolean"},
                {"type": "null"},
                {
                    "allOf": [
                        {"$ref": f"#/$defs/{definition}"},
                        {"if": {"required": ["uses"]}, "else": settled},
                    ]
                },
            ],
        }
    definitions[definition]["allOf"] = by_use
    field.clear()
    field |= {
        "title": kind.capitalize(),
        "description": CommunitySpec.model_fields[kind].description or "",
        "type": "object",
        "propertyNames": {"pattern": NAME_PATTERN},
        "properties": properties,
        "additionalProperties": _another_name(definition, table),
    }


def _another_name(definition: str, table: Iterable[str]) -> Schema:
    uses = {"properties": {"uses": {"enum": sorted(table)}}, "required": ["uses"]}
    off = {"properties": {"enabled": {"const": False}}, "required": ["enabled"]}
    named = {"allOf": [{"$ref": f"#/$defs/{definition}"}, {"anyOf": [uses, off]}]}
    return {
        "description": "An entry with another name says what it `uses`.",
        "anyOf": [{"const": False}, {"type": "null"}, named],
    }


def _said(given: Contributed[Any]) -> Schema:
    title = given.value.title
    summary = given.value.summary
    return {
        "title": title.get("en") or next(iter(title.values())),
        "description": summary.get("en") or next(iter(summary.values()), "") or f"From {given.plugin}.",
    }


def _with_choices(schema: Any, registry: Registry) -> Any:
    """References to what modules define, as choices, so that an editor completes them."""
    choices = {"capability": registry.capabilities, "theme": registry.themes, "evidence": registry.evidence}
    if isinstance(schema, list):
        return [_with_choices(item, registry) for item in schema]
    if not isinstance(schema, dict):
        return schema
    chosen = {key: _with_choices(value, registry) for key, value in schema.items()}
    known = choices.get(str(schema.get("x-koban-reference")))
    return {**chosen, "enum": sorted(known)} if known else chosen


def _force(registry: Registry) -> Schema:
    """A force is written whole; only its `defaults` are a partial community."""
    force: Schema = model_schema(ForceSpec)
    defaults = prefixed(community_patch(registry), "community.")
    for name, definition in defaults.pop("$defs").items():
        force["$defs"][f"community.{name}"] = definition
    force["properties"]["defaults"] |= {
        key: defaults[key] for key in ("type", "properties", "additionalProperties")
    }
    return force


def _document(kind: str, spec: Schema) -> Schema:
    """A whole manifest: the envelope around `spec`."""
    about = next(words for name, _, _, words in _KINDS if name == kind)
    definitions = spec.pop("$defs", {})
    return {
        "$schema": DIALECT,
        "title": kind,
        "description": about,
        "type": "object",
        "required": ["apiVersion", "kind", "metadata", "spec"],
        "additionalProperties": False,
        "properties": {
            "apiVersion": {
                "title": "API version",
                "description": "Version of the manifest language.",
                "const": "koban/v1",
            },
            "kind": {"title": "Kind", "description": "What this manifest describes.", "const": kind},
            "metadata": _metadata(),
            "spec": {**spec, "title": "Spec", "description": about},
        },
        "$defs": definitions,
    }


def _metadata() -> Schema:
    name = {
        "title": "Name",
        "description": "Equals the folder's name; becomes part of host names.",
        "type": "string",
        "pattern": NAME_PATTERN,
    }
    return {
        "title": "Metadata",
        "description": "Who this manifest is about.",
        "type": "object",
        "required": ["name"],
        "additionalProperties": False,
        "properties": {"name": name},
    }


def _headed(name: str, schema: Schema, kind: str) -> Schema:
    about = schema.get("description") or f"Settings under `{kind}.<name>.with`."
    return {"$schema": DIALECT, **schema, "title": name, "description": about}


def _catalog() -> Schema:
    return {
        "version": 1,
        "schemas": [
            {
                "name": f"KOBAN {name}",
                "description": about,
                "fileMatch": [match],
                "url": f"{file}.schema.json",
            }
            for name, file, match, about in _KINDS
        ],
    }


def _bytes(schema: Schema) -> bytes:
    return (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()

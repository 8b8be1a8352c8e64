"""The JSON Schemas (2020-12) of everything people write and commands print, made from the models and the registry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from koban.compile.choices import with_choices
from koban.compile.function_schema import add_functions, add_switches
from koban.compile.model_schema import entitled, model_schema
from koban.compile.patch import patch_schema, prefixed
from koban.compile.subschemas import Schema
from koban.model.base import NAME_PATTERN
from koban.model.capability_output import CapabilityListOutput, CapabilityShowOutput, EvidenceListOutput
from koban.model.community import CommunitySpec
from koban.model.force import ForceSpec, WorkspaceSpec
from koban.model.gap_output import ForesightOutput, GapOutput, OptionsOutput, RoadmapOutput
from koban.model.output import (
    CheckOutput,
    HistoryOutput,
    PlanOutput,
    PluginListOutput,
    StatusOutput,
    TextsOutput,
)
from koban.plugin.registry import Contributed, Registry

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OUTPUTS: Mapping[str, type[BaseModel]] = {
    "check": CheckOutput,
    "plan": PlanOutput,
    "status": StatusOutput,
    "history": HistoryOutput,
    "plugin-list": PluginListOutput,
    "texts": TextsOutput,
    "capability-list": CapabilityListOutput,
    "capability-show": CapabilityShowOutput,
    "capability-evidence": EvidenceListOutput,
    "capability-gap": GapOutput,
    "capability-options": OptionsOutput,
    "capability-roadmap": RoadmapOutput,
    "capability-foresight": ForesightOutput,
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
    ("Blueprint", "blueprint", "blueprints/*.yaml", "A part of a community that others extend."),
)
_EXTENDS: Schema = {
    "title": "Extends",
    "description": "Names of blueprints that lie under this one, from left to right: the later one wins.",
    "type": "array",
    "items": {"type": "string", "pattern": NAME_PATTERN},
}


def schema_files(registry: Registry) -> dict[str, bytes]:
    """Path below `schemas/` -> the file's bytes. Pure: the same registry gives the same bytes."""
    files: dict[str, Schema] = {
        "v1/workspace.schema.json": _document("Workspace", model_schema(WorkspaceSpec)),
        "v1/force.schema.json": _document("Force", _force(registry)),
        "v1/community.schema.json": _document("Community", community_patch(registry)),
        "v1/blueprint.schema.json": _document("Blueprint", community_patch(registry)),
        "v1/strict/community.schema.json": _document("Community", community_schema(registry)),
        "v1/catalog.json": _catalog(),
    }
    tables: Mapping[str, Mapping[str, Contributed[Any]]] = {
        "features": registry.features,
        "connectors": registry.connectors,
    }
    for kind, table in tables.items():
        for name, given in sorted(table.items()):
            files[f"v1/plugins/{given.plugin}/{name}.schema.json"] = _headed(name, config_schema(given), kind)
    for name, model in _OUTPUTS.items():
        schema = model_schema(model, "serialization")
        files[f"output/{name}.schema.json"] = {"$schema": DIALECT, **schema}
    return {path: _bytes(schema) for path, schema in sorted(files.items())}


def config_schema(given: Contributed[Any]) -> Schema:
    """The strict schema of a feature's or connector's settings."""
    settings = given.value.Config
    return entitled(dict(settings)) if isinstance(settings, Mapping) else model_schema(settings)


def community_schema(registry: Registry) -> Schema:
    """A community's merged `spec`: all that parents give is there, features by their installed names."""
    spec = _community(registry)
    add_functions(spec, registry, config_schema)
    return spec


def community_patch(registry: Registry) -> Schema:
    """What people write under a community's or a blueprint's `spec`: everything optional, parents by name."""
    spec = patch_schema(_community(registry))
    add_functions(spec, registry, lambda given: patch_schema(config_schema(given)))
    add_switches(spec)
    spec["properties"] = {"extends": _EXTENDS, **spec["properties"]}
    spec["$defs"]["Unit"]["properties"]["of"] = {
        "title": "Of",
        "description": "Name of one of the force's shared `units`, which this one adds to.",
        "type": "string",
    }
    return spec


def _community(registry: Registry) -> Schema:
    spec = model_schema(CommunitySpec)
    spec["$defs"]["SecretRef"] = _secret_ref(registry)
    secrets = spec["$defs"]["ConnectorUse"]["properties"]["secrets"]
    secrets["additionalProperties"] = {"$ref": "#/$defs/SecretRef"}
    return with_choices(spec, registry)


def _secret_ref(registry: Registry) -> Schema:
    """One place each, in any store that is installed."""
    stores = {name: given.value for name, given in registry.secret_stores.items()}
    schema = {
        "title": "SecretRef",
        "description": "Where a secret lies, never the secret itself: exactly one place.",
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {
            name: {
                "description": f"Write {store.says}.",
                "type": "string",
                "pattern": f"^(?:{store.key})$",
                "patternErrorMessage": f'this is no key of the secret store "{name}": write {store.says}',
            }
            for name, store in stores.items()
        },
    }
    return entitled(schema)


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
            "metadata": _metadata(kind),
            "spec": {**spec, "title": "Spec", "description": about},
        },
        "$defs": definitions,
    }


def _metadata(kind: str) -> Schema:
    named_after = "file" if kind == "Blueprint" else "folder"
    name = {
        "title": "Name",
        "description": f"Equals the {named_after}'s name.",
        "type": "string",
        "pattern": NAME_PATTERN,
    }
    moved_from = {
        "title": "Moved from",
        "description": "What the folder was called before: data, history and receipts come along, and the old address goes "
        "on answering for 400 days.",
        "type": "string",
        "pattern": NAME_PATTERN,
    }
    return {
        "title": "Metadata",
        "description": "Who this manifest is about.",
        "type": "object",
        "required": ["name"],
        "additionalProperties": False,
        "properties": {"name": name, **({"movedFrom": moved_from} if kind == "Community" else {})},
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

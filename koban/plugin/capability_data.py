"""Reads a capability module's YAML data and checks it against the model. Says where it is wrong; interprets nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.node import Node
from koban.manifest.reader import MAX_BYTES, read
from koban.manifest.validation import explain_errors
from koban.model.base import NAME, Surroundings
from koban.model.capability import Capability, Evidence, Theme
from koban.plugin.declare import CapabilityModule


@dataclass(slots=True)
class ModuleData:
    """A module's entries: id -> (checked data in JSON form, `file:line`)."""

    capabilities: dict[str, tuple[dict[str, Any], str]] = field(default_factory=dict)
    themes: dict[str, tuple[dict[str, Any], str]] = field(default_factory=dict)
    evidence: dict[str, tuple[dict[str, Any], str]] = field(default_factory=dict)

    def table(self, kind: str) -> dict[str, tuple[dict[str, Any], str]]:
        """The entries of `capabilities`, `themes` or `evidence`."""
        return {"capabilities": self.capabilities, "themes": self.themes, "evidence": self.evidence}[kind]


_MODELS: Mapping[str, type[BaseModel]] = {"capabilities": Capability, "themes": Theme, "evidence": Evidence}


def read_module(module: CapabilityModule) -> tuple[ModuleData, list[Diagnostic]]:
    """All entries of the module's `capabilities/*.yaml`, `themes/*.yaml` and `evidence/*.yaml`, and what is wrong with them."""
    data, diagnostics = ModuleData(), list[Diagnostic]()
    for kind in _MODELS:
        for path in sorted((module.folder / kind).glob("*.yaml")):
            diagnostics += _read_file(path, kind, data)
    return data, diagnostics


def _read_file(path: Path, kind: str, data: ModuleData) -> list[Diagnostic]:
    node, diagnostics = read(_bytes(path), str(path))
    if node is None:
        return diagnostics
    if not isinstance(node.value, dict):
        message = f"{path.name} must be a map of names to {kind}"
        return [*diagnostics, Diagnostic("KB201", message, node.span)]
    for name, entry in node.value.items():
        diagnostics += _read_entry(name, entry, node.keys[name], kind, data)
    return diagnostics


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _read_entry(name: str, entry: Node, key: Span, kind: str, data: ModuleData) -> list[Diagnostic]:
    table, model = data.table(kind), _MODELS[kind]
    if not re.fullmatch(NAME, name) or "--" in name:
        message = f'"{name}" cannot be a name: 1 to 40 small letters, digits and single hyphens'
        return [Diagnostic("KB206", message, key)]
    if name in table:
        return [Diagnostic("KB300", f'"{name}" stands here and at {table[name][1]}', key)]
    try:
        value = model.model_validate(entry.plain(), context=Surroundings("en"))
    except ValidationError as error:
        return explain_errors(model, entry, error, name)
    table[name] = (value.model_dump(mode="json"), f"{key.file}:{key.line}")
    return []

"""Reads a capability module's YAML data and checks it against the model. Says where it is wrong; interprets nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from koban.diagnostics.diagnostic import Diagnostic
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
_MAX_FILE = 1024 * 1024


def read_module(module: CapabilityModule) -> tuple[ModuleData, list[Diagnostic]]:
    """All entries of the module's `capabilities/*.yaml`, `themes/*.yaml` and `evidence/*.yaml`, and what is wrong with them."""
    data, diagnostics = ModuleData(), list[Diagnostic]()
    for kind in _MODELS:
        for path in sorted((module.folder / kind).glob("*.yaml")):
            diagnostics += _read_file(path, kind, data)
    return data, diagnostics


def _read_file(path: Path, kind: str, data: ModuleData) -> list[Diagnostic]:
    table = data.table(kind)
    for name, entry in yaml.safe_load(path.read_bytes()).items():
        table[name] = (_MODELS[kind].model_validate(entry).model_dump(mode="json"), f"{path}:1")
    return []

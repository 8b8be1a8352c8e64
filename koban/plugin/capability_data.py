"""Reads a capability module's YAML data and checks it against the model. Says where it is wrong; interprets nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.blueprint import check_name
from koban.manifest.envelope import open_envelope
from koban.manifest.node import Node
from koban.manifest.reader import MAX_BYTES, read
from koban.manifest.suggestion import did_you_mean, listed
from koban.manifest.validation import explain_errors
from koban.model.base import Surroundings
from koban.model.capability import Capability, Evidence, MeasureOption, Module, Scenario, Theme
from koban.plugin.declare import CapabilityModule

MODULE_FILE = "module.yaml"
_MAX_FILES = 2_000
Entries = dict[str, tuple[dict[str, Any], str]]
"""Name -> (checked data in JSON form, `file:line`)."""


@dataclass(slots=True)
class ModuleData:
    """A module's entries."""

    modules: Entries = field(default_factory=dict)
    """The module itself, under its own name."""
    capabilities: Entries = field(default_factory=dict)
    themes: Entries = field(default_factory=dict)
    evidence: Entries = field(default_factory=dict)
    measures: Entries = field(default_factory=dict)
    scenarios: Entries = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Kind:
    model: type[BaseModel]
    table: str


KINDS: Mapping[str, _Kind] = {
    "CapabilityModule": _Kind(Module, "modules"),
    "Capability": _Kind(Capability, "capabilities"),
    "Theme": _Kind(Theme, "themes"),
    "Evidence": _Kind(Evidence, "evidence"),
    "Measure": _Kind(MeasureOption, "measures"),
    "Scenario": _Kind(Scenario, "scenarios"),
}
"""Data kinds: each a manifest of its own, with plain texts in English."""


def read_module(module: CapabilityModule) -> tuple[ModuleData, list[Diagnostic]]:
    """All entries below the module's folder, and what is wrong with them."""
    data, diagnostics = ModuleData(), list[Diagnostic]()
    for path in _files(module.folder):
        diagnostics += _read_file(path, module, data)
    if not data.modules and not diagnostics:
        message, cure = f"the module has no {MODULE_FILE}", "write one: a manifest of kind CapabilityModule"
        diagnostics.append(Diagnostic("KB205", message, Span(str(module.folder / MODULE_FILE)), help=cure))
    return data, diagnostics


def _files(folder: Path) -> Iterator[Path]:
    for count, path in enumerate(sorted(folder.rglob("*.yaml"))):
        if count >= _MAX_FILES:
            return
        yield path


def _read_file(path: Path, module: CapabilityModule, data: ModuleData) -> list[Diagnostic]:
    with path.open("rb") as file:
        body = file.read(MAX_BYTES + 1)
    node, diagnostics = read(body, str(path))
    if node is None:
        return diagnostics
    named = node.get("kind")
    kind = KINDS.get(str(named.value)) if named is not None else None
    if named is None or kind is None:
        return [*diagnostics, _no_kind(node, named)]
    name = module.name if kind.table == "modules" else path.stem
    spec, around = open_envelope(node, str(named.value), name)
    diagnostics += [*around, *check_name(name, str(path))]
    return diagnostics if spec is None or diagnostics else _read_entry(name, spec, kind, data)


def _no_kind(node: Node, named: Node | None) -> Diagnostic:
    if named is None:
        return Diagnostic("KB205", '"kind" is missing', node.span, help=f"possible: {listed(KINDS)}")
    message = f'"{named.value}" is no kind of a capability module\'s data'
    return Diagnostic(
        "KB202",
        message,
        named.span,
        label=did_you_mean(str(named.value), KINDS),
        help=f"possible: {listed(KINDS)}",
    )


def _read_entry(name: str, spec: Node, kind: _Kind, data: ModuleData) -> list[Diagnostic]:
    table: Entries = getattr(data, kind.table)
    if name in table:
        return [Diagnostic("KB300", f'"{name}" stands here and at {table[name][1]}', spec.span)]
    try:
        value = kind.model.model_validate(spec.plain(), context=Surroundings("en"))
    except ValidationError as error:
        return explain_errors(kind.model, spec, error)
    table[name] = (value.model_dump(mode="json"), f"{spec.span.file}:{spec.span.line}")
    return []

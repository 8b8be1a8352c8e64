"""What holds of the capability framework for one community: the modules' words, as its force and itself change them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from koban.compile.findings import Findings
from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.language_maps import in_language, spread_model
from koban.manifest.locate import locate
from koban.manifest.merge import merge
from koban.manifest.node import Node
from koban.manifest.parents import default_node
from koban.manifest.suggestion import did_you_mean
from koban.manifest.validation import explain_errors
from koban.model.base import Surroundings
from koban.model.capability import Capability, Evidence, MeasureOption, Scenario, Theme
from koban.plugin.registry import Contributed, Registry

_MODELS: Mapping[str, type[BaseModel]] = {
    "capabilities": Capability,
    "themes": Theme,
    "evidence": Evidence,
    "measures": MeasureOption,
    "scenarios": Scenario,
}
Table = dict[str, dict[str, Any]]


@dataclass(slots=True)
class Knowledge:
    """Entries by name, in JSON form, as they read here."""

    capabilities: Table = field(default_factory=dict)
    themes: Table = field(default_factory=dict)
    evidence: Table = field(default_factory=dict)
    measures: Table = field(default_factory=dict)
    scenarios: Table = field(default_factory=dict)
    retired: dict[str, dict[str, str]] = field(default_factory=dict)
    """Capability -> why it is not worked towards here."""

    def table(self, kind: str) -> Table:
        """The entries of one kind, such as `capabilities`."""
        found: Table = getattr(self, kind)
        return found


def knowledge_of(
    registry: Registry, force: Node | None, language: str, node: Node, first: str, findings: Findings
) -> Knowledge:
    """The modules' entries, with the `framework` of the force's spec `force` and of the merged spec `node` over them.

    Plain texts are in `language` there and in `first` here.
    """
    patches = [
        (patch, said)
        for patch, said in ((force and force.get("framework"), language), (node.get("framework"), first))
        if patch is not None and isinstance(patch.value, dict)
    ]
    knowledge = _given(registry, _pinned(patches, registry, findings))
    for patch, said in patches:
        for kind in _MODELS:
            _lay(knowledge.table(kind), kind, patch, said, findings)
        _retire(knowledge, patch, said, findings)
    return knowledge


def _given(registry: Registry, wanted: Callable[[Contributed[Any]], bool]) -> Knowledge:
    tables = {
        kind: {name: one.value for name, one in getattr(registry, kind).items() if wanted(one)}
        for kind in _MODELS
    }
    return Knowledge(**tables)


def _pinned(
    patches: list[tuple[Node, str]], registry: Registry, findings: Findings
) -> Callable[[Contributed[Any]], bool]:
    """Which contributions belong to the framework version that is pinned; all of them if none is."""
    pins = [version for patch, _ in patches if (version := patch.get("version")) is not None]
    if not pins:
        return lambda _: True
    pin = pins[-1]
    versions = {one.plugin: str(one.value["framework"]) for one in registry.modules.values()}
    if pin.value not in versions.values():
        told = ", ".join(f"{plugin} is for {version}" for plugin, version in sorted(versions.items()))
        message = f'no installed capability module is for version "{pin.value}" of the framework'
        findings.diagnostics.append(
            Diagnostic("KB370", message, pin.span, help=f"pin one that is installed ({told or 'none is'})")
        )
        return lambda _: True
    return lambda one: versions.get(one.plugin) == pin.value


def _lay(table: Table, kind: str, patch: Node, language: str, findings: Findings) -> None:
    entries = patch.get(kind)
    for name, entry in entries.value.items() if entries and isinstance(entries.value, dict) else ():
        model = _MODELS[kind]
        below = default_node(table[name], "") if name in table else None
        merged = merge(below, spread_model(entry, model, in_language(language)))
        try:
            value = model.model_validate(merged.plain(), context=Surroundings(language))
        except ValidationError as error:
            whole = Node(merged.value, entry.span, {**merged.keys, **entry.keys})
            findings.diagnostics += [_here(one, entry) for one in explain_errors(model, whole, error, name)]
            continue
        table[name] = value.model_dump(mode="json")


def _here(found: Diagnostic, entry: Node) -> Diagnostic:
    """A mistake whose cause lies in the module's part is told where the entry is changed."""
    return (
        found
        if found.span.file
        else Diagnostic(found.code, found.message, locate(entry, (), ""), help=found.help)
    )


def _retire(knowledge: Knowledge, patch: Node, language: str, findings: Findings) -> None:
    retired = patch.get("retire")
    if retired is None or not isinstance(retired.value, dict):
        return
    for name, reason in retired.value.items():
        if name not in knowledge.capabilities:
            _unknown(name, retired.keys[name], knowledge.capabilities, findings)
        elif isinstance(reason.value, str):
            knowledge.retired[name] = {language: reason.value}
        elif isinstance(reason.value, dict):
            knowledge.retired[name] = {tag: str(words.value) for tag, words in reason.value.items()}


def _unknown(name: str, place: Span, known: Mapping[str, Any], findings: Findings) -> None:
    message = f'there is no capability called "{name}" to retire'
    findings.diagnostics.append(
        Diagnostic(
            "KB303",
            message,
            place,
            label=did_you_mean(name, known),
            help="leave it out" if known else "there is none at all",
        )
    )


def retired_and_wanted(spec_needs: Mapping[str, Any], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """(need, capability) for every need that asks for what is retired here."""
    for need, value in spec_needs.items():
        for capability in value.asks_for:
            if capability in knowledge.retired:
                yield need, capability

"""Checks references within one community that no field's own type can check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from koban.compile.decisions import check_decisions
from koban.compile.findings import Findings
from koban.compile.functions import Functions
from koban.manifest.walk import FoundReference, Path
from koban.model.capability import Components
from koban.model.community import CommunitySpec
from koban.model.force import ForceSpec
from koban.plugin.registry import Registry

_KINDS = ("knowledge", "skills", "technologies")


def check_references(
    spec: CommunitySpec, functions: Functions, on: Iterable[str], registry: Registry, findings: Findings
) -> None:
    """Check components of capabilities, instances of features, partners and decisions that `spec` names."""
    instances = list(on)
    _check_capabilities(spec, registry, findings)
    _check_measures(spec, findings)
    _check_needs(spec, findings)
    _check_partners(spec, functions, findings)
    for index, name in enumerate(spec.app.navigation):
        if name not in instances:
            findings.unknown("KB309", ("app", "navigation", index), "feature that is on", name, instances)
    check_decisions(spec, instances, findings)


def _check_capabilities(spec: CommunitySpec, registry: Registry, findings: Findings) -> None:
    for name, held in spec.capabilities.items():
        _check_components(name, held.missing, ("capabilities", name, "missing"), registry, findings)
    for measure_name, measure in spec.measures.items():
        for name, given in measure.gives.items():
            _check_components(name, given, ("measures", measure_name, "gives", name), registry, findings)


def _check_components(
    capability: str, named: Components, path: Path, registry: Registry, findings: Findings
) -> None:
    known = registry.capabilities.get(capability)
    if known is None:
        return
    for kind in _KINDS:
        components: Mapping[str, Any] = known.value.get(kind, {})
        for index, name in enumerate(getattr(named, kind)):
            if name not in components:
                what = f'{_one(kind)} of "{capability}"'
                findings.unknown("KB331", (*path, kind, index), what, name, components)


def _one(kind: str) -> str:
    return {"skills": "skill", "technologies": "technology"}.get(kind, kind)


def _check_measures(spec: CommunitySpec, findings: Findings) -> None:
    for name, measure in spec.measures.items():
        if measure.feature is not None and measure.feature not in spec.features:
            findings.unknown(
                "KB309", ("measures", name, "feature"), "feature instance", measure.feature, spec.features
            )
        if measure.owner.startswith("partners."):
            _check_partner(
                measure.owner.removeprefix("partners."), ("measures", name, "owner"), spec, findings
            )
        elif measure.owner not in {"", "unit"}:
            message = f'"{measure.owner[:60]}" cannot own a measure'
            findings.error(
                "KB343",
                ("measures", name, "owner"),
                message,
                help="write `unit`, or `partners.` and a partner's name",
            )


def _check_needs(spec: CommunitySpec, findings: Findings) -> None:
    for name, need in spec.needs.items():
        for body in need.rated:
            if body != "officers" and body not in spec.partners:
                known = ["officers", *spec.partners]
                findings.unknown("KB305", ("needs", name, "rated", body), "body", body, known, key=True)
        for index, source in enumerate(need.sources):
            if source.startswith("partners."):
                _check_partner(
                    source.removeprefix("partners."), ("needs", name, "sources", index), spec, findings
                )


def _check_partner(partner: str, path: Path, spec: CommunitySpec, findings: Findings) -> None:
    if partner not in spec.partners:
        findings.unknown("KB305", path, "partner", partner, spec.partners)


def _check_partners(spec: CommunitySpec, functions: Functions, findings: Findings) -> None:
    if not functions.complete:
        return
    categories = {
        str(name)
        for one in functions.features.values()
        for name in (one.settings.data.get("categories") or {})
    }
    for name, partner in spec.partners.items():
        for index, category in enumerate(partner.receives):
            if category not in categories:
                findings.unknown(
                    "KB340", ("partners", name, "receives", index), "category", category, sorted(categories)
                )


def check_purposes(named: Iterable[FoundReference], force: ForceSpec, findings: Findings) -> None:
    """A purpose that something is collected for has a reader with people behind the role."""
    told: set[str] = set()
    for reference in named:
        purpose = force.purposes.get(reference.name) if reference.kind == "purpose" else None
        if purpose is None or reference.name in told:
            continue
        if not any(reader == "partner" or force.roles.get(reader) for reader in purpose.readers):
            told.add(reference.name)
            message = f'nobody could read what comes in for the purpose "{reference.name}"'
            cure = "in force.yaml, give the purpose a reader, and the reader's role a group"
            findings.error("KB344", reference.path, message, help=cure)

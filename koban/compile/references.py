"""Checks references within one community that no field's own type can check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from koban.compile.decisions import check_decisions
from koban.compile.findings import Findings
from koban.compile.framework import Knowledge, retired_and_wanted
from koban.compile.functions import Functions
from koban.manifest.walk import FoundReference, Path
from koban.model.capability import Components
from koban.model.community import CommunitySpec, Measure
from koban.model.force import ForceSpec

_KINDS = ("knowledge", "skills", "technologies")


def check_references(
    spec: CommunitySpec, functions: Functions, on: Iterable[str], knowledge: Knowledge, findings: Findings
) -> None:
    """Check components of capabilities, instances of features, partners and decisions that `spec` names."""
    instances = list(on)
    _check_capabilities(spec, knowledge, findings)
    _check_measures(spec, knowledge, findings)
    _check_order(spec.measures, findings)
    _check_needs(spec, findings)
    for need, capability in retired_and_wanted(spec.needs, knowledge):
        message = (
            f'"{capability}" is not worked towards here: {next(iter(knowledge.retired[capability].values()))}'
        )
        cure = "take it out of `asksFor`; until then it is left out of the gaps"
        findings.warning("KB371", ("needs", need, "asksFor", capability), message, help=cure, key=True)
    _check_partners(spec, functions, findings)
    for index, name in enumerate(spec.app.navigation):
        if name not in instances:
            findings.unknown("KB309", ("app", "navigation", index), "feature that is on", name, instances)
    check_decisions(spec, instances, findings)


def _check_capabilities(spec: CommunitySpec, knowledge: Knowledge, findings: Findings) -> None:
    for name, held in spec.capabilities.items():
        _check_components(name, held.missing, ("capabilities", name, "missing"), knowledge, findings)
    for measure_name, measure in spec.measures.items():
        for name, given in measure.gives.items():
            _check_components(name, given, ("measures", measure_name, "gives", name), knowledge, findings)


def _check_components(
    capability: str, named: Components, path: Path, knowledge: Knowledge, findings: Findings
) -> None:
    known = knowledge.capabilities.get(capability)
    if known is None:
        return
    for kind in _KINDS:
        components: Mapping[str, Any] = known.get(kind, {})
        for index, name in enumerate(getattr(named, kind)):
            if name not in components:
                what = f'{_one(kind)} of "{capability}"'
                findings.unknown("KB331", (*path, kind, index), what, name, components)


def _one(kind: str) -> str:
    return {"skills": "skill", "technologies": "technology"}.get(kind, kind)


def _check_measures(spec: CommunitySpec, knowledge: Knowledge, findings: Findings) -> None:
    for name, measure in spec.measures.items():
        for index, first in enumerate(measure.after):
            if first not in spec.measures:
                findings.unknown("KB372", ("measures", name, "after", index), "measure", first, spec.measures)
        if measure.option is not None and measure.option not in knowledge.measures:
            path = ("measures", name, "option")
            findings.unknown("KB372", path, "measure of a module", measure.option, knowledge.measures)
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


def _check_order(measures: Mapping[str, Measure], findings: Findings) -> None:
    """No measure waits for itself by way of others."""
    order = TopologicalSorter({name: set(one.after) & measures.keys() for name, one in measures.items()})
    try:
        order.prepare()
    except CycleError as error:
        circle = [str(name) for name in error.args[1]][:-1]
        first = min(circle, key=list(measures).index)
        names = ", ".join(f'"{name}"' for name in circle)
        findings.error(
            "KB373",
            ("measures", first, "after"),
            f"measures wait for each other: {names}",
            help="take one of the names out of its `after`",
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

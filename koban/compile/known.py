"""What a bundle carries of the capability framework, so that a host needs no capability module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from koban.compile.framework import Knowledge, Table
from koban.compile.functions import Functions
from koban.model.bundle import Known
from koban.model.community import CommunitySpec


def known_of(spec: CommunitySpec, functions: Functions, knowledge: Knowledge) -> Known:
    """What is known now of all that one community names, and of what could close its gaps."""
    named = set(_named(spec, functions))
    scenarios = {name: one for name, one in knowledge.scenarios.items() if _touches(one, named, spec)}
    named |= {capability for one in scenarios.values() for capability in one["new"]}
    capabilities = _some(knowledge.capabilities, named)
    taken = {measure.option for measure in spec.measures.values()}
    measures = {
        name: one for name, one in knowledge.measures.items() if name in taken or named & one["gives"].keys()
    }
    studies = [*(study for one in capabilities.values() for study in one["evidence"])]
    studies += [study for one in measures.values() for study in one["evidence"]]
    studies += [study for one in spec.measures.values() for study in one.evidence]
    return Known(
        theme=knowledge.themes.get(spec.theme) if spec.theme else None,
        capabilities=capabilities,
        evidence=_some(knowledge.evidence, studies),
        measures=dict(sorted(measures.items())),
        scenarios=dict(sorted(scenarios.items())),
        retired={name: knowledge.retired[name] for name in sorted(named & knowledge.retired.keys())},
    )


def _some(table: Table, names: Iterable[str]) -> Table:
    return {name: table[name] for name in sorted(set(names)) if name in table}


def _touches(scenario: dict[str, object], named: set[str], spec: CommunitySpec) -> bool:
    """Whether a scenario would change anything for this community."""
    shifts, context = scenario["shifts"], scenario["context"]
    facts = spec.context.facts.keys()
    return bool(
        (isinstance(shifts, dict) and named & shifts.keys())
        or (isinstance(context, dict) and facts & context.keys())
    )


def _named(spec: CommunitySpec, functions: Functions) -> Iterator[str]:
    yield from spec.capabilities
    for need in spec.needs.values():
        yield from need.asks_for
    for measure in spec.measures.values():
        yield from measure.gives
    for instance in functions.features.values():
        yield from instance.given.value.delivers

"""What the capability modules say of the capabilities, theme and evidence that one community names."""

from __future__ import annotations

from collections.abc import Iterator

from koban.compile.functions import Functions
from koban.model.bundle import Known
from koban.model.community import CommunitySpec
from koban.plugin.registry import Registry


def known_of(spec: CommunitySpec, functions: Functions, registry: Registry) -> Known:
    """A copy of what is known now, so that a host needs no capability module."""
    named = sorted(set(_named(spec, functions)) & registry.capabilities.keys())
    capabilities = {name: registry.capabilities[name].value for name in named}
    studies = sorted({study for one in capabilities.values() for study in one.get("evidence", ())})
    return Known(
        theme=registry.themes[spec.theme].value if spec.theme in registry.themes else None,
        capabilities=capabilities,
        evidence={name: registry.evidence[name].value for name in studies if name in registry.evidence},
    )


def _named(spec: CommunitySpec, functions: Functions) -> Iterator[str]:
    yield from spec.capabilities
    for need in spec.needs.values():
        yield from need.asks_for
    for measure in spec.measures.values():
        yield from measure.gives
    for instance in functions.features.values():
        yield from instance.given.value.delivers

"""All that one community's gaps are reckoned from, taken out of its bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from koban.model.bundle import Bundle, Known
from koban.model.community import CommunitySpec


@dataclass(frozen=True, slots=True)
class Picture:
    """A community's spec and what is known of the capabilities, measures and research that it has to do with."""

    spec: CommunitySpec
    known: Known
    collecting: frozenset[str] = field(default_factory=frozenset)
    """Instances of features that collect personal data."""

    def capability(self, name: str) -> Mapping[str, Any]:
        """The entry of a capability, or an empty one."""
        return self.known.capabilities.get(name, {})

    def studies(self, names: list[str]) -> list[Mapping[str, Any]]:
        """Those entries of the evidence register that are known, each with its name."""
        return [{"name": name, **self.known.evidence[name]} for name in names if name in self.known.evidence]


def picture_of(bundle: Bundle, collecting: frozenset[str] = frozenset()) -> Picture:
    """The picture of a served or proposed community."""
    return Picture(bundle.spec, bundle.known, collecting)

"""Who is signed in at the desk."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Officer:
    """An account, with the roles that its groups have in this community."""

    login: str
    display: str
    groups: frozenset[str]
    roles: frozenset[str]

    @property
    def works_here(self) -> bool:
        """Whether the desk is theirs. Translators and chiefs review manifests; what people report is not for them."""
        return not self.roles.isdisjoint({"officer", "unit-lead", "data-protection"})

    @property
    def leads(self) -> bool:
        """Whether they may look after accounts."""
        return "unit-lead" in self.roles

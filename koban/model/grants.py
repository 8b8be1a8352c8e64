"""What an operator grants to each force: community names, domains and secrets. It is kept outside the repository."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from koban.model.base import Model, Name
from koban.model.community import DOMAIN

GRANTED_DOMAIN = rf"^(?:\*\.)?{DOMAIN.removeprefix('^')}"
MOST = 10_000
"""Entries in one list of grants."""


def _as_reference(value: Any) -> Any:
    """A plain word is a variable of the environment. What is no reference may be the secret itself: it is not repeated."""
    reference = {"env": value} if isinstance(value, str) else value
    if (
        isinstance(reference, dict)
        and len(reference) == 1
        and all(isinstance(one, str) for one in reference.values())
    ):
        return reference
    raise PydanticCustomError("bad_secret", "a secret is granted by naming the one place where it lies")


GrantedDomain = Annotated[str, StringConstraints(max_length=253, pattern=GRANTED_DOMAIN)]
"""A domain such as `quay.example`, or `*.quay.example` for all that are below it."""
GrantedSecret = Annotated[
    dict[Name, Annotated[str, StringConstraints(min_length=1, max_length=255)]],
    BeforeValidator(_as_reference),
    Field(min_length=1, max_length=1),
]
"""A secret as manifests refer to it, such as `{file: mail-password}`; a plain word is one of the environment."""


class ForceGrants(Model):
    """What one force may use."""

    communities: Annotated[list[Name], Field(max_length=MOST)] = []
    """Names of communities that are kept for this force."""
    domains: Annotated[list[GrantedDomain], Field(max_length=MOST)] = []
    """Domains at which its communities may be reached."""
    secrets: Annotated[list[GrantedSecret], Field(max_length=MOST)] = []
    """Secrets that its connectors may use."""


class Grants(Model):
    """What all forces may use. Who has no entry has nothing granted."""

    forces: dict[Name, ForceGrants] = {}
    """Force -> what it may use."""

    def of(self, force: str) -> ForceGrants:
        """What `force` may use."""
        return self.forces.get(force, ForceGrants())

    def allows_secret(self, force: str, reference: Mapping[str, str]) -> bool:
        """Whether `force` may use the secret that `reference` names."""
        return dict(reference) in self.of(force).secrets

    def force_of_domain(self, domain: str) -> str | None:
        """The force that was granted `domain`; of several the one whose grant is nearest to it."""
        return next((self._domains[one] for one in _patterns(domain) if one in self._domains), None)

    def force_of_community(self, name: str) -> str | None:
        """The force for which a community's name is kept, if it is."""
        return self._communities.get(name)

    def concerning(self, force: str, community: str, domains: Iterable[str]) -> list[Any]:
        """All that matters to one community that asks for `domains`; equal as long as nothing changes for it."""
        return [
            self.of(force).model_dump(mode="json")["secrets"],
            {domain: self.force_of_domain(domain) for domain in sorted(domains)},
            self.force_of_community(community),
        ]

    @cached_property
    def _domains(self) -> dict[str, str]:
        return {domain: force for force, granted in self.forces.items() for domain in granted.domains}

    @cached_property
    def _communities(self) -> dict[str, str]:
        return {name: force for force, granted in self.forces.items() for name in granted.communities}


def kept_back(domain: str) -> str:
    """Why nobody can have `domain`, or nothing: `*.localhost` is this machine's, `desk.` begins the desks' own."""
    if domain.rpartition(".")[2] == "localhost":
        return "KOBAN serves every community below localhost already"
    if domain.removeprefix("*.").startswith("desk."):
        return "the desk of a domain is at `desk.` and the domain, so no domain itself begins so"
    return ""


def _patterns(domain: str) -> list[str]:
    labels = domain.split(".")
    return [domain, *(f"*.{'.'.join(labels[start:])}" for start in range(1, len(labels) - 1))]


def in_words(reference: Mapping[str, str]) -> str:
    """A secret as a manifest writes it."""
    return "{" + ", ".join(f"{store}: {key}" for store, key in reference.items()) + "}"


def as_option(reference: Mapping[str, str]) -> str:
    """A secret as `koban grant --secret` takes it."""
    store, key = next(iter(reference.items()))
    return key if store == "env" else f"{store}:{key}"

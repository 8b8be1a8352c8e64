"""Which site a host name means: a community's citizen app or its desk, by exact name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

SiteKind = Literal["app", "desk"]


@dataclass(frozen=True, slots=True)
class Site:
    """One origin."""

    community: str
    kind: SiteKind
    domain: str = ""
    """The granted domain by which it was asked for, or nothing where that was its own name."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """How this host's sites are called: `NAME.localhost:PORT` and `desk.NAME.localhost:PORT`."""

    port: int
    domain: str = "localhost"
    scheme: str = "http"

    def site(self, host: str) -> Site | None:
        """The site that the `Host` header `host` names, or None."""
        name, _, port = host.lower().partition(":")
        if port and not port.isdecimal():
            return None
        label = name.removesuffix("." + self.domain)
        if label == name or not label:
            return None
        community = label.removeprefix("desk.")
        if "." in community:
            return None
        return Site(community, "desk" if community != label else "app")

    def granted(self, host: str, domains: Mapping[str, str]) -> Site | None:
        """The site that `host` names among granted `domains` (domain -> community), or None."""
        name, _, port = host.lower().partition(":")
        if port and not port.isdecimal():
            return None
        domain = name if name in domains else name.removeprefix("desk.")
        if domain not in domains:
            return None
        return Site(domains[domain], "app" if domain == name else "desk", domain)

    def origins(self, community: str, domains: Sequence[str] = ()) -> tuple[str, str]:
        """The canonical origins of a community's app and desk: at the first of its granted `domains`, else at its own name.

        Domains are reached through whatever ends https in front of KOBAN.
        """
        if domains:
            return f"https://{domains[0]}", f"https://desk.{domains[0]}"
        tail = f"{community}.{self.domain}:{self.port}"
        return f"{self.scheme}://{tail}", f"{self.scheme}://desk.{tail}"

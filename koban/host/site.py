"""Which site a host name means: a community's citizen app or its desk, by exact name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SiteKind = Literal["app", "desk"]


@dataclass(frozen=True, slots=True)
class Site:
    """One origin."""

    community: str
    kind: SiteKind


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

    def origins(self, community: str) -> tuple[str, str]:
        """The canonical origins of a community's app and desk."""
        tail = f"{community}.{self.domain}:{self.port}"
        return f"{self.scheme}://{tail}", f"{self.scheme}://desk.{tail}"

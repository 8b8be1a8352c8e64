"""The communities that this host serves: pointers from the store, bundles loaded on first request, an LRU by bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from threading import Lock

from pydantic import ValidationError

from koban.host.site import Addresses, Site
from koban.store.fleet.rows import CommunityRow
from koban.web.community import Community, MissingFeatureError, load_community
from koban.web.runtime import Runtime

_BYTES = 256 * 1024 * 1024
_GROWTH = 5
"""A parsed bundle takes about this many times its JSON."""


class LostBundleError(Exception):
    """The store has no bundle under a digest that it names."""


UNLOADABLE = (LostBundleError, MissingFeatureError, ValidationError)
"""What loading a bundle may raise."""


class Shelf:
    """Thread-safe. A request keeps the community it began with, whatever is served meanwhile."""

    def __init__(self, runtime: Runtime, addresses: Addresses, limit: int = _BYTES) -> None:
        """Keep parsed bundles up to about `limit` bytes."""
        self._runtime = runtime
        self._addresses = addresses
        self._limit = limit
        self._rows: dict[str, CommunityRow] = {}
        self._domains: dict[str, str] = {}
        self._loaded: OrderedDict[tuple[str, str], tuple[Community, int]] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def follow(self, rows: Iterable[CommunityRow]) -> None:
        """Serve what `rows` say from now on."""
        served = {row.name: row for row in rows if row.state == "active" and row.served}
        domains = {domain: row.name for row in served.values() for domain in row.domains}
        with self._lock:
            self._rows, self._domains = served, domains

    def site(self, host: str) -> Site | None:
        """The site that the `Host` header `host` names, by a community's own name or a domain that was granted to it."""
        return self._addresses.site(host) or self._addresses.granted(host, self._domains)

    def names(self) -> list[str]:
        """The communities that are served."""
        return sorted(self._rows)

    def at_hand(self, name: str) -> Community | None:
        """What is served under `name`, if it need not be read first."""
        row = self._rows.get(name)
        if row is None or row.served is None:
            return None
        with self._lock:
            found = self._loaded.get((row.uid, row.served))
            if found is None:
                return None
            self._loaded.move_to_end((row.uid, row.served))
            return found[0]

    def served(self, name: str) -> Community | None:
        """What is served under `name` now."""
        row = self._rows.get(name)
        if row is None or row.served is None:
            return None
        return self.load(row, row.served)

    def load(self, row: CommunityRow, digest: str) -> Community:
        """The community of `row` with the bundle `digest`, served or not yet.

        Raises LostBundleError, MissingFeatureError or pydantic.ValidationError.
        """
        key = (row.uid, digest)
        with self._lock:
            if key in self._loaded:
                self._loaded.move_to_end(key)
                return self._loaded[key][0]
        body = self._runtime.control.blob(digest)
        if body is None:
            raise LostBundleError(f"the store has no bundle {digest[:12]}")
        blob, origins = self._runtime.control.blob, self._addresses.origins(row.name)
        community = load_community(row.uid, digest, body, self._runtime.registry, blob, origins)
        if community.spec.app.domains:
            origin, desk = self._addresses.origins(row.name, community.spec.app.domains)
            community = replace(community, origin=origin, desk_origin=desk)
        with self._lock:
            self._keep(key, community, len(body) * _GROWTH)
        return community

    def _keep(self, key: tuple[str, str], community: Community, size: int) -> None:
        if key not in self._loaded:
            self._loaded[key] = (community, size)
            self._size += size
        while self._size > self._limit and len(self._loaded) > 1:
            _, (_, freed) = self._loaded.popitem(last=False)
            self._size -= freed

"""The communities that this host serves: pointers from the store, bundles loaded on first request, an LRU by bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime
from threading import Lock

from pydantic import ValidationError

from koban.host.site import Addresses, Site
from koban.store.fleet.rows import AliasRow, CommunityRow
from koban.web.community import Community, MissingFeatureError, load_community
from koban.web.names import names_of
from koban.web.runtime import Runtime

_BYTES = 256 * 1024 * 1024
_GROWTH = 5
"""A parsed bundle takes about this many times its JSON."""


_Key = tuple[str, str, int, str]
"""uid, digest, generation and the name under which it is, or is to be, served: what addresses and data hang on."""


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
        self._aliases: dict[str, tuple[CommunityRow, datetime]] = {}
        self._loaded: OrderedDict[_Key, tuple[Community, int]] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def follow(self, rows: Iterable[CommunityRow], aliases: Iterable[AliasRow] = ()) -> None:
        """Serve what `rows` say from now on, under their old names too where nobody else has them."""
        served = {row.uid: row for row in rows if row.state == "active" and row.served}
        led = {one.name: (served[one.uid], one.until) for one in aliases if one.uid in served}
        domains = {domain: row.name for row in served.values() for domain in row.domains}
        with self._lock:
            self._rows = {row.name: row for row in served.values()}
            self._aliases, self._domains = led, domains

    def site(self, host: str) -> Site | None:
        """The site that the `Host` header `host` names, by a community's own or old name or a domain that was granted to it."""
        return self._addresses.site(host) or self._addresses.granted(host, self._domains)

    def names(self) -> list[str]:
        """The communities that are served."""
        return sorted(self._rows)

    def at_hand(self, name: str) -> Community | None:
        """What is served under `name`, if it need not be read first."""
        row = self._row(name)
        if row is None or row.served is None:
            return None
        with self._lock:
            return self._find(_live(row))

    def served(self, name: str) -> Community | None:
        """What is served under `name` now."""
        row = self._row(name)
        if row is None or row.served is None:
            return None
        return self.load(row, row.served)

    def _row(self, name: str) -> CommunityRow | None:
        with self._lock:
            row, alias = self._rows.get(name), self._aliases.get(name)
        if row is None and alias is not None and self._runtime.clock.now() < alias[1]:
            return alias[0]
        return row

    def load(self, row: CommunityRow, digest: str) -> Community:
        """The community of `row` with the bundle `digest`, served or not yet.

        Raises LostBundleError, MissingFeatureError or pydantic.ValidationError.
        """
        control, live = self._runtime.control, digest == row.served
        with self._lock:
            found = self._find(_live(row)) if live else None
        if found is not None:
            return found
        body = control.blob(digest)
        if body is None:
            raise LostBundleError(f"the store has no bundle {digest[:12]}")
        names = names_of(control.instances(row.uid, digest))
        community = load_community(
            row.uid,
            digest,
            body,
            self._runtime.registry,
            control.blob,
            lambda name, domains: self._addresses.origins(row.name if live else name, domains),
            names,
        )
        key = _live(row) if live else (row.uid, digest, row.generation + 1, community.name)
        with self._lock:
            self._keep(key, community, len(body) * _GROWTH)
        return community

    def _find(self, key: _Key) -> Community | None:
        found = self._loaded.get(key)
        if found is None:
            return None
        self._loaded.move_to_end(key)
        return found[0]

    def _keep(self, key: _Key, community: Community, size: int) -> None:
        if key not in self._loaded:
            self._loaded[key] = (community, size)
            self._size += size
        while self._size > self._limit and len(self._loaded) > 1:
            _, (_, freed) = self._loaded.popitem(last=False)
            self._size -= freed


def _live(row: CommunityRow) -> _Key:
    return row.uid, row.served or "", row.generation, row.name

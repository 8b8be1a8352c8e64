"""What every visit in this process shares: plugins, templates, words, the store, the clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from koban.model.clock import Clock
from koban.plugin.registry import Registry
from koban.store.records.naming import Naming
from koban.texts.words import Library
from koban.web.assets import Assets, plugin_folders
from koban.web.keyed import KEY, keyed_hash
from koban.web.names import Names
from koban.web.pages import Pages

if TYPE_CHECKING:
    from koban.store.community import CommunityStore
    from koban.store.control import ControlStore
    from koban.store.data import DataStores
    from koban.store.named import NamedStore


@dataclass
class Runtime:
    """Made once a process. `templates` is where the host's own pages lie."""

    registry: Registry
    control: ControlStore
    stores: DataStores
    clock: Clock
    templates: Path
    assets: Assets = field(init=False)
    pages: Pages = field(init=False)
    library: Library = field(init=False)

    def __post_init__(self) -> None:
        self.assets = Assets(self.registry)
        self.pages = Pages(self.registry, self.templates)
        self.library = Library([folder / "locales" for _, folder in plugin_folders(self.registry)])

    def store_of(self, uid: str, names: Names) -> CommunityStore | NamedStore:
        """One community's records, its instances called by the `names` that they have now."""
        if not names.keys:
            return self.stores.of(uid)
        return self.stores.named(uid, Naming(names.keys, self.registry.kinds_of_connectors))

    @cached_property
    def _hash_key(self) -> bytes:
        return self.control.key(KEY)

    def keyed_hash(self, uid: str, text: str) -> str:
        """A hash of `text` that only this installation can compute, different in every community."""
        return keyed_hash(self._hash_key, uid, text)

"""How a community calls its instances, and what their records are kept under: two things since an instance may be renamed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Naming:
    """Translates names of instances to keys in the file, and back."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """Name -> key of whoever has the key now, on or off, where the two differ."""
    others: Collection[str] = ()
    """Kinds of records that features do not keep, such as those of connectors, whose names are their own."""

    def key(self, kind: str, name: str) -> str:
        """What records of `kind` of the instance called `name` are kept under."""
        return name if kind in self.others else self.keys.get(name, name)

    def name(self, kind: str, key: str) -> str:
        """What the instance is called whose records of `kind` are kept under `key`."""
        if kind in self.others:
            return key
        return next((name for name, kept in self.keys.items() if kept == key), key)


PLAIN = Naming()
"""Every instance's records are kept under its name."""

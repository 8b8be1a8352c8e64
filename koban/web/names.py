"""What a community's instances of features are called, were called, and what their data is kept under."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from koban.store.fleet.rows import InstanceRow


@dataclass(frozen=True, slots=True)
class Former:
    """A name that an instance had."""

    now: str
    """What it is called now."""
    until: datetime
    """How long the old name leads there."""


@dataclass(frozen=True, slots=True)
class Names:
    """Of one bundle."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """Name -> what its data is kept under, where that is something else."""
    former: Mapping[str, Former] = field(default_factory=dict)
    """Old name -> the instance that was called so."""

    def key(self, name: str) -> str:
        """What the data of the instance called `name` is kept under."""
        return self.keys.get(name, name)


PLAIN = Names()
"""Nothing was ever renamed."""


def names_of(rows: Iterable[InstanceRow]) -> Names:
    """The names that the store remembers."""
    every = list(rows)
    holders = {row.key: row.name for row in every if row.until is None}
    return Names(
        {name: key for key, name in holders.items() if key != name},
        {
            row.name: Former(holders[row.key], row.until)
            for row in every
            if row.until is not None and row.key in holders
        },
    )

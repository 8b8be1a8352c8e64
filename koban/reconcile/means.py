"""What a look at a community works with. Nothing that differs from one community to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from koban.model.clock import Clock
from koban.model.grants import Grants
from koban.plugin.registry import Registry
from koban.reconcile.drift import DriftWatch
from koban.store.control import ControlStore
from koban.store.data import DataStores


@dataclass(frozen=True, slots=True)
class Means:
    """The store, the installed plugins, the time and the right to act."""

    store: ControlStore
    data: DataStores
    registry: Registry
    clock: Clock
    fence: int
    """Of the lease: a write that carries an older one than the newest is refused."""
    grants: Callable[[], Grants] = Grants
    """What an operator granted, as it is now; by default nothing. Raises GrantsError while it cannot be read."""
    drift: DriftWatch = field(default_factory=DriftWatch)

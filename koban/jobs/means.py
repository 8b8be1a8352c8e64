"""What every job of this process works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from random import SystemRandom
from threading import Event

import structlog
from structlog.typing import FilteringBoundLogger

from koban.model.clock import Clock
from koban.plugin.registry import Registry
from koban.secrets.resolve import Resolver
from koban.sources.grants import GRANTS_FILE, GrantsFile
from koban.store.control import ControlStore
from koban.store.data import DataStores
from koban.web.network import Network


@dataclass(frozen=True)
class Means:
    """Made once a process. `network` says what connectors may reach; tests hand in loopback."""

    control: ControlStore
    stores: DataStores
    registry: Registry
    clock: Clock
    network: Network = field(default_factory=Network)
    chance: Callable[[], float] = field(default_factory=lambda: SystemRandom().random)
    """A number in [0, 1), to spread retries."""
    stopping: Event = field(default_factory=Event)
    """Set when the process is to stop; long jobs look at it between batches."""
    log: FilteringBoundLogger = field(default_factory=lambda: structlog.get_logger("koban.jobs"))

    @cached_property
    def secrets(self) -> Resolver:
        """Reads the secrets of forces, as far as they are granted now."""
        folder = self.control.folder
        grants = GrantsFile(folder / GRANTS_FILE, self.registry)
        return Resolver(folder / "secrets", self.registry.secret_stores, grants.read)

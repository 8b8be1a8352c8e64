"""Puts the host together: runtime, shelf and dispatcher over a state folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.types import ASGIApp

from koban.host.citizen import citizen_pages
from koban.host.desk import desk_pages
from koban.host.dispatcher import Dispatcher
from koban.host.shelf import Shelf
from koban.host.site import Addresses
from koban.model.clock import Clock
from koban.plugin.registry import Registry
from koban.store.control import ControlStore
from koban.store.data import DataStores
from koban.web.runtime import Runtime
from koban.web.visit import Kind

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Host:
    """The parts of one host process."""

    runtime: Runtime
    shelf: Shelf
    dispatcher: Dispatcher


def make_host(
    registry: Registry, control: ControlStore, stores: DataStores, clock: Clock, addresses: Addresses
) -> Host:
    """A host that serves nothing until its shelf follows the store's rows."""
    runtime = Runtime(registry, control, stores, clock, TEMPLATES)
    shelf = Shelf(runtime, addresses)
    own: dict[Kind, ASGIApp] = {"pages": citizen_pages(), "desk": desk_pages()}
    return Host(runtime, shelf, Dispatcher(runtime, shelf, addresses, own))

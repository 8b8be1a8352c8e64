"""What this plugin declares. Reading GeoJSON and drawing maps live in the other modules, which only running services load."""

from __future__ import annotations

from koban.api import Connector, Feature, hookimpl
from koban_opendata.connector import GeoJson
from koban_opendata.feature import OpenMap


@hookimpl
def koban_connectors() -> list[Connector]:
    """The GeoJSON connector."""
    return [GeoJson()]


@hookimpl
def koban_features() -> list[Feature]:
    """The map and list of open data."""
    return [OpenMap()]

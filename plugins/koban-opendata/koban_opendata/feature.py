"""The declaration of the feature `open-map`: open data as a list, on a map of the community and as GeoJSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from koban.api import Config, ConnectorRef, Feature, Finding, Reach, Screen, Text

TITLE = {
    "en": "Map",
    "nl": "Kaart",
    "pl": "Mapa",
    "de": "Karte",
    "de-simple": "Karte",
    "pt": "Mapa",
    "fr": "Carte",
    "es": "Mapa",
    "uk": "Карта",
    "tr": "Harita",
    "ar": "خريطة",
}


class OpenMapConfig(Config):
    """Settings under `features.<name>.with`."""

    connectors: Annotated[list[ConnectorRef], Field(min_length=1, max_length=12)]
    """Which connectors' things are shown, in this order."""
    title: Annotated[Text | None, Reach("cosmetic")] = None
    """The page's heading."""
    intro: Annotated[Text | None, Reach("cosmetic")] = None
    """A sentence or two above the map."""


class OpenMap(Feature):
    """Things that connectors bring in, where people can find them."""

    name = "open-map"
    title = TITLE
    summary = {"en": "Open data of the neighbourhood as a list, on a map and as GeoJSON."}
    Config = OpenMapConfig
    approach = "proactive"
    screens = [Screen("", title=TITLE, icon="map", offline="data")]
    pages = "koban_opendata.pages:router"
    api = "koban_opendata.interface:router"
    home = "koban_opendata.home:cards"

    def check(self, config: OpenMapConfig) -> Iterable[Finding]:
        """No connector is named twice."""
        for index, name in enumerate(config.connectors):
            if name in config.connectors[:index]:
                yield Finding(("connectors", index), f'"{name}" is named twice', "name each connector once")

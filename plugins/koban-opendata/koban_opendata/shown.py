"""What one instance of the feature shows: the things of its connectors, in an order people can follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from koban.api.web import Visit
from koban_opendata.item import ITEM, Item
from koban_opendata.reading import MOST_FEATURES

ICONS: Mapping[str, str] = {
    "place": "place",
    "light": "lamp",
    "phone": "phone",
    "help": "people",
    "meeting": "home",
    "works": "alert",
    "notice": "news",
}
"""Kind -> icon."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One item with where it came from."""

    id: str
    item: Item
    connector: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class Layer:
    """One connector's things, as the page's legend names them."""

    label: str
    icon: str
    count: int
    source: str


def things_of(visit: Visit, language: str | None = None) -> list[Thing]:
    """Everything the instance shows: by connector, then by title; in one language, or as it was published."""
    found: list[Thing] = []
    with visit.store.read() as reader:
        for connector in visit.config.connectors:
            rows = reader.find(ITEM, instance=connector, limit=MOST_FEATURES)
            told = [row.value.told_in(language) if language else row.value for row in rows]
            layer = [Thing(row.id, item, connector, row.active) for row, item in zip(rows, told, strict=True)]
            found += sorted(layer, key=lambda one: (not one.item.title, one.item.title.casefold(), one.id))
    return found


def layers_of(visit: Visit, things: list[Thing]) -> list[Layer]:
    """The legend: one line for each connector that is on."""
    connectors = visit.community.bundle.connectors
    return [_layer(visit, name, things) for name in visit.config.connectors if name in connectors]


def _layer(visit: Visit, name: str, things: list[Thing]) -> Layer:
    said = visit.community.bundle.connectors[name].config
    kind, label = said.get("kind", "place"), said.get("label")
    return Layer(
        label=visit.say(label) if label else kind_words(visit, kind),
        icon=ICONS.get(kind, "place"),
        count=sum(one.connector == name for one in things),
        source=said.get("source") or "",
    )


def kind_words(visit: Visit, kind: str) -> str:
    """What people call things of this kind."""
    words = {
        "place": visit._("Places"),
        "light": visit._("Lights"),
        "phone": visit._("Phones"),
        "help": visit._("Where to find help"),
        "meeting": visit._("Meeting places"),
        "works": visit._("Works"),
        "notice": visit._("Notices"),
    }
    return words.get(kind, words["place"])

"""What `open-map` puts on the home page: one card that leads to the map, where there is something on it."""

from __future__ import annotations

from koban.api.web import Card, Visit
from koban_opendata.item import ITEM


def cards(visit: Visit) -> list[Card]:
    """One card, or none while nothing has been brought in."""
    with visit.store.read() as reader:
        count = sum(reader.count(ITEM, instance=connector) for connector in visit.config.connectors)
    if not count:
        return []
    title = visit.say(visit.config.title or visit.feature.title)
    text = visit.ngettext("{n} place near you", "{n} places near you", count)
    return [Card(title, text, visit.url(), "map")]

"""What `officers` puts on the home page."""

from __future__ import annotations

from koban.api.web import Card, Visit


def cards(visit: Visit) -> list[Card]:
    """The way to the unit."""
    unit = visit.say(visit.unit.name) if visit.unit else ""
    return [
        Card(visit.say(visit.feature.title), unit, visit.url(), "people", meta=visit._("When, where and who"))
    ]

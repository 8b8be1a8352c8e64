"""What `report` puts on the home page."""

from __future__ import annotations

from koban.api.web import Card, Visit


def cards(visit: Visit) -> list[Card]:
    """The way to report or ask, and the way back with a receipt."""
    labels = [visit.say(category.label) for category in visit.config.categories.values()]
    return [
        Card(
            visit.say(visit.feature.title),
            " · ".join(labels[:3]),
            visit.url(),
            "report",
            meta=_soonest(visit),
        ),
        Card(
            visit._("I have a receipt"),
            visit._("Read the answer, add something, say whether it was solved."),
            visit.url("status"),
            "key",
        ),
    ]


def _soonest(visit: Visit) -> str:
    due = min(visit.promise(category.first_answer) for category in visit.config.categories.values())
    return visit._("First answer by {day}", day=visit.date(due))

"""The home page: people first, then what one can do, what is new, and what became of what people said."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import Response

from koban.web.card import Card
from koban.web.visit import Visit

_MOST = {"action": 8, "news": 4, "result": 4, "notice": 3}
HomeCards = Callable[[Visit], list[Card]]


def home_page(visit: Visit, makers: Mapping[str, HomeCards]) -> Response:
    """The page, with the cards of every feature that is on."""
    cards: dict[str, list[Card]] = {kind: [] for kind in _MOST}
    for name, instance in visit.community.instances.items():
        maker = makers.get(instance.feature.name)
        if maker is None:
            continue
        visit.instance = name
        for card in maker(visit):
            cards[card.kind].append(card)
    visit.instance = ""
    shown = {kind: found[: _MOST[kind]] for kind, found in cards.items()}
    return visit.render("home.html", staffing=visit.staffed(), cards=shown)

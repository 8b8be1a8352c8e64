"""The citizen page of `open-map`: a map, and the same as a list, some at a time."""

from __future__ import annotations

from typing import Annotated

from koban.api.web import APIRouter, Here, HTTPException, Query, Response
from koban_opendata.drawing import draw
from koban_opendata.shown import ICONS, kind_words, layers_of, things_of

AT_ONCE = 40

router = APIRouter()


@router.get("/")
def index(visit: Here, page: Annotated[int, Query(ge=1, le=1_000)] = 1) -> Response:
    """The map and one page of the list."""
    things = things_of(visit, visit.language)
    pages = max(1, -(-len(things) // AT_ONCE))
    if page > pages:
        raise HTTPException(404)
    numbered = range((page - 1) * AT_ONCE, min(page * AT_ONCE, len(things)))
    config = visit.config
    return visit.render(
        "open-map/index.html",
        heading=visit.say(config.title or visit.feature.title),
        intro=visit.say(config.intro) if config.intro else "",
        drawing=draw(visit.community.area, [one.item for one in things], numbered, visit.language),
        rows=[(index + 1, things[index].item) for index in numbered],
        layers=layers_of(visit, things),
        changed=max((one.changed for one in things), default=None),
        total=len(things),
        page=page,
        pages=pages,
        icons=ICONS,
        kind_words={kind: kind_words(visit, kind) for kind in ICONS},
        data_href=f"/api/{visit.instance}/items.geojson",
    )

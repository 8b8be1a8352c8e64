"""The same things for machines: GeoJSON (RFC 7946)."""

from __future__ import annotations

import json

from koban.api.web import APIRouter, Here, Response
from koban_opendata.shown import Thing, things_of

router = APIRouter()


@router.get("/items.geojson")
def items(visit: Here) -> Response:
    """Everything the instance shows, as one FeatureCollection."""
    collection = {"type": "FeatureCollection", "features": [_feature(one) for one in things_of(visit)]}
    body = json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(body, media_type="application/geo+json")


def _feature(thing: Thing) -> dict[str, object]:
    item = thing.item
    return {
        "type": "Feature",
        "id": thing.id,
        "properties": {
            "title": item.title,
            **{f"title:{language}": title for language, title in item.titles.items()},
            "text": item.text,
            **{f"text:{language}": text for language, text in item.texts.items()},
            "kind": item.kind,
            "layer": thing.connector,
        },
        "geometry": item.geometry,
    }

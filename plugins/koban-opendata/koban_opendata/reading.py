"""GeoJSON (RFC 7946) as somebody else wrote it, to items. Everything is bounded and checked; nothing is fetched here."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import Any

from geojson_pydantic.geometries import Geometry
from pydantic import TypeAdapter, ValidationError

from koban.api.jobs import PullError
from koban_opendata.connector import GeoJsonConfig
from koban_opendata.item import Item

MOST_BYTES = 5 * 1024 * 1024
MOST_FEATURES = 5_000
MOST_POINTS = 5_000
"""Of one thing."""
MOST_LANGUAGES = 40
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_SHAPES = frozenset({"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"})
_GEOMETRY: TypeAdapter[Geometry] = TypeAdapter(Geometry)
_DECIMALS = 6
"""About ten centimetres."""


def read_items(body: bytes, config: GeoJsonConfig) -> dict[str, Item]:
    """Id -> item. Raises PullError that says which feature is wrong and how; features without a place are left out."""
    found: dict[str, Item] = {}
    for number, feature in enumerate(_features(body), 1):
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise PullError(f"feature {number} is no GeoJSON feature")
        if feature.get("geometry") is None:
            continue
        item = _item(feature, number, config)
        if not item.geometry["coordinates"]:
            continue  # RFC 7946, section 3.1: the same as no place
        key = _key(feature.get("id"), item)
        if found.get(key, item) != item:
            raise PullError(f"feature {number} has the id of another one")
        found[key] = item
    return found


def _features(body: bytes) -> list[Any]:
    if len(body) > MOST_BYTES:
        raise PullError(f"it is larger than {MOST_BYTES // 1024 // 1024} MiB")
    try:
        said = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise PullError("it is not JSON") from error
    features = said.get("features") if isinstance(said, dict) else None
    if not isinstance(features, list) or said.get("type") != "FeatureCollection":
        raise PullError("it is no GeoJSON FeatureCollection")
    if len(features) > MOST_FEATURES:
        raise PullError(f"it has more than {MOST_FEATURES} features")
    return features


def _item(feature: dict[str, Any], number: int, config: GeoJsonConfig) -> Item:
    properties = feature.get("properties")
    words = properties if isinstance(properties, dict) else {}
    return Item(
        title=_words(words.get(config.title), 200),
        titles=_translated(words, config.title, 200),
        text=_words(words.get(config.describe), 2_000) if config.describe else "",
        texts=_translated(words, config.describe, 2_000) if config.describe else {},
        kind=config.kind,
        geometry=_geometry(feature["geometry"], number),
    )


def _translated(words: dict[str, Any], name: str, most: int) -> dict[str, str]:
    """Language -> text, of the properties called like `name` with a language after it."""
    found = {key[len(name) + 1 :]: value for key, value in words.items() if key.startswith(f"{name}:")}
    said = {tag: _words(value, most) for tag, value in found.items() if _TAG.fullmatch(tag)}
    return {tag: text for tag, text in list(said.items())[:MOST_LANGUAGES] if text}


def _words(value: Any, most: int) -> str:
    if value is None or isinstance(value, dict | list | bool):
        return ""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in str(value)[: 2 * most]).split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def _geometry(value: Any, number: int) -> dict[str, Any]:
    if not isinstance(value, dict) or value.get("type") not in _SHAPES:
        raise PullError(f"feature {number} is no point, line or polygon")
    try:
        checked = _GEOMETRY.validate_python(value)
    except ValidationError as error:
        raise PullError(f"feature {number} has no valid {value['type']}") from error
    budget = [MOST_POINTS]
    return {
        "type": checked.type,
        "coordinates": _rounded(checked.model_dump()["coordinates"], number, budget),
    }


def _rounded(value: Any, number: int, budget: list[int]) -> Any:
    """Coordinates as longitude and latitude, without height."""
    if value and isinstance(value[0], int | float):
        longitude, latitude = value[:2]
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
            raise PullError(
                f"feature {number} lies outside the world: coordinates are longitude, then latitude"
            )
        budget[0] -= 1
        if budget[0] < 0:
            raise PullError(f"feature {number} has more than {MOST_POINTS} points")
        return [round(longitude, _DECIMALS), round(latitude, _DECIMALS)]
    return [kept for part in value if (kept := _rounded(part, number, budget))]


def _key(theirs: Any, item: Item) -> str:
    if isinstance(theirs, str | int | float) and not isinstance(theirs, bool) and theirs != "":
        return str(theirs)
    return sha256(item.model_dump_json().encode()).hexdigest()[:32]

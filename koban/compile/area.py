"""Reads a community's area: GeoJSON (RFC 7946) of polygons only. Checks it; computes nothing from it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from geojson_pydantic import Feature, FeatureCollection, MultiPolygon, Polygon
from pydantic import TypeAdapter, ValidationError

from koban.manifest.signs import find_conflict

MAX_POINTS = 20_000
MAX_PARTS = 500
MAX_DEPTH = 12

_AREA = TypeAdapter(FeatureCollection[Feature[Polygon | MultiPolygon, dict[str, Any]]])


class AreaError(ValueError):
    """The file is no area; the message says why in plain words, and where in the file if that is known."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        """Lines and columns count from 1."""
        super().__init__(message)
        self.line, self.column = line, column


def read_area(body: bytes) -> dict[str, Any]:
    """The GeoJSON in `body` as a FeatureCollection with at least one polygon. Raises AreaError."""
    value = _json(body)
    if not isinstance(value, dict) or "type" not in value:
        raise AreaError("it is no GeoJSON: the outermost value has no `type`")
    collection = _collection(value)
    _only_polygons(collection)
    _bounded(collection)
    try:
        _AREA.validate_python(collection)
    except ValidationError as error:
        raise AreaError(_reason(error)) from error
    return collection


def _json(body: bytes) -> Any:
    if body.count(b"[") > 4 * MAX_POINTS:
        raise AreaError(f"an area has at most {MAX_POINTS} points; simplify it")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AreaError('it is not UTF-8 text; save it in the encoding "UTF-8"') from error
    if not text.strip():
        raise AreaError("it is empty")
    both = find_conflict(text, "")
    if both is not None:
        raise AreaError("it holds both versions of a merge conflict", both.line, both.column)
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise AreaError("it cannot be read as JSON from here on", error.lineno, error.colno) from error
    except (ValueError, RecursionError) as error:
        raise AreaError("it cannot be read as JSON") from error


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _collection(value: dict[str, Any]) -> dict[str, Any]:
    if value["type"] == "FeatureCollection":
        return value
    if value["type"] == "Feature":
        return {"type": "FeatureCollection", "features": [value]}
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {}, "geometry": value}],
    }


def _features(collection: dict[str, Any]) -> list[Any]:
    features = collection.get("features")
    if not isinstance(features, list) or not features:
        raise AreaError("it has no features")
    if len(features) > MAX_PARTS:
        raise AreaError(f"an area has at most {MAX_PARTS} parts, this one has {len(features)}")
    return features


def _only_polygons(collection: dict[str, Any]) -> None:
    for number, feature in enumerate(_features(collection), 1):
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        if kind not in {"Polygon", "MultiPolygon"}:
            raise AreaError(
                f"part {number} is {f'a {kind}' if kind else 'nothing'}; an area is made of polygons"
            )
        if not geometry or not geometry.get("coordinates"):
            raise AreaError(f"part {number} has no coordinates")


def _bounded(collection: dict[str, Any]) -> None:
    points = 0
    for number, feature in enumerate(_features(collection), 1):
        for point in _points(feature["geometry"].get("coordinates"), 0):
            points += 1
            if len(point) > 3:
                raise AreaError(
                    f"part {number}: a point is [longitude, latitude], and one here has {len(point)} numbers; "
                    "numbers take a point, not a comma"
                )
            longitude, latitude = point[0], point[1]
            if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
                raise AreaError(
                    f"part {number}: [{longitude}, {latitude}] is no longitude and latitude in degrees"
                )
    if points > MAX_POINTS:
        raise AreaError(f"an area has at most {MAX_POINTS} points, this one has {points}; simplify it")


def _points(value: Any, depth: int) -> Iterator[list[float]]:
    if depth > MAX_DEPTH or not isinstance(value, list):
        raise AreaError("its coordinates are not lists of [longitude, latitude]")
    if len(value) >= 2 and all(
        isinstance(number, int | float) and not isinstance(number, bool) for number in value
    ):
        yield value
        return
    for inner in value:
        yield from _points(inner, depth + 1)


def _reason(error: ValidationError) -> str:
    loc = error.errors()[0]["loc"]
    part = next((step + 1 for step in loc if isinstance(step, int)), 1)
    return f"part {part}: each ring of a polygon has at least four points and ends where it began"

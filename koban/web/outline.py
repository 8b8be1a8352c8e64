"""A community's area as an SVG path, for the header's motif. Maps for reading are drawn elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_SIZE = 200.0
_MAX_POINTS = 160

Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Outline:
    """`path` is SVG path data; the drawing is `width` by `height`."""

    path: str
    width: float
    height: float


def outline_of(geojson: dict[str, Any]) -> Outline | None:
    """The outer rings of all polygons in `geojson` (longitude, latitude), or None if it has none."""
    rings = [ring for ring in _rings(geojson) if len(ring) >= 4]
    if not rings:
        return None
    middle = math.radians(sum(y for ring in rings for _, y in ring) / sum(map(len, rings)))
    flat = [[(x * math.cos(middle), -y) for x, y in ring] for ring in rings]
    left, right = min(x for r in flat for x, _ in r), max(x for r in flat for x, _ in r)
    top, bottom = min(y for r in flat for _, y in r), max(y for r in flat for _, y in r)
    scale = _SIZE / max(right - left, bottom - top, 1e-9)
    budget = max(_MAX_POINTS // len(flat), 4)
    parts = [
        "M"
        + "L".join(f"{(x - left) * scale:.1f} {(y - top) * scale:.1f}" for x, y in _thin(ring, budget))
        + "Z"
        for ring in flat
    ]
    return Outline("".join(parts), round((right - left) * scale, 1), round((bottom - top) * scale, 1))


def _rings(geojson: Any) -> Iterator[Ring]:
    match geojson.get("type"):
        case "FeatureCollection":
            for feature in geojson.get("features", []):
                yield from _rings(feature)
        case "Feature":
            yield from _rings(geojson.get("geometry") or {})
        case "Polygon":
            yield [(p[0], p[1]) for p in geojson["coordinates"][0]]
        case "MultiPolygon":
            for polygon in geojson["coordinates"]:
                yield [(p[0], p[1]) for p in polygon[0]]


def _thin(ring: Ring, budget: int) -> Ring:
    if len(ring) <= budget:
        return ring
    step = len(ring) / budget
    return [ring[int(i * step)] for i in range(budget)]

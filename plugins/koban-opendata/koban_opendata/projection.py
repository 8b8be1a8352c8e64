"""Longitude and latitude to a flat drawing: equirectangular, true to scale at the middle latitude. Right for one town."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

WIDTH = 360.0
"""About a phone's width in CSS pixels, so that letters keep their size there."""
MOST_HEIGHT = 400.0
LEAST_HEIGHT = 180.0
_METRES_A_DEGREE = 111_320.0
_LEAST_SPAN = 0.002
"""Degrees: about 200 metres, so that a single lamp is not drawn as a world."""
_MARGIN = 0.08

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Projection:
    """Where a place stands in a drawing of `width` by `height`."""

    west: float
    north: float
    shrink: float
    """Cosine of the middle latitude."""
    scale: float
    """Units of the drawing a degree of latitude."""
    width: float
    height: float

    def __call__(self, longitude: float, latitude: float) -> Point:
        """x to the right, y down."""
        return (longitude - self.west) * self.shrink * self.scale, (self.north - latitude) * self.scale

    def holds(self, point: Point) -> bool:
        """Whether a projected point lies inside the drawing."""
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height

    @property
    def metres(self) -> float:
        """Metres a unit of the drawing."""
        return _METRES_A_DEGREE / self.scale


def fit(points: Iterable[Point]) -> Projection | None:
    """The projection in which all `points` (longitude, latitude) fill the drawing; None without any."""
    found = list(points)
    if not found:
        return None
    west, east = _widened(min(x for x, _ in found), max(x for x, _ in found))
    south, north = _widened(min(y for _, y in found), max(y for _, y in found))
    shrink = max(math.cos(math.radians((south + north) / 2)), 0.01)
    scale = min(WIDTH / ((east - west) * shrink), MOST_HEIGHT / (north - south))
    height = max((north - south) * scale, LEAST_HEIGHT)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return Projection(
        west=middle_x - WIDTH / scale / shrink / 2,
        north=middle_y + height / scale / 2,
        shrink=shrink,
        scale=scale,
        width=WIDTH,
        height=round(height, 1),
    )


def _widened(low: float, high: float) -> tuple[float, float]:
    span = max(high - low, _LEAST_SPAN)
    middle, half = (low + high) / 2, span * (0.5 + _MARGIN)
    return middle - half, middle + half


def positions(coordinates: Any) -> Iterator[Point]:
    """All positions in GeoJSON coordinates, however deep."""
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from positions(part)


def middle(coordinates: Any) -> Point:
    """The middle of the box around GeoJSON coordinates, in longitude and latitude."""
    found = list(positions(coordinates))
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2

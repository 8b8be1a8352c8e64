"""The map as data for an inline SVG: the community's area, its parts' names, and the things on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from koban_opendata.item import Item
from koban_opendata.placing import beside, spread
from koban_opendata.projection import Point, Projection, fit, middle, positions

_STEPS = (50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
_MOST_POINTS = 1_500
"""Of all outlines together: a map is a picture, not a download."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered thing."""

    number: int
    x: float
    y: float
    place: Point
    """Where the thing itself is, if there was no room for its number."""
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the template draws; lengths are in units of the drawing."""

    width: float
    height: float
    area: str
    """Path of the community's outline."""
    labels: list[Label]
    lines: str
    shapes: str
    dots: str
    """Path of small dots: things that stand on other pages of the list."""
    marks: list[Mark]
    metres: int
    """What the scale bar stands for."""
    bar: float
    """Length of the scale bar."""


def draw(
    area: dict[str, Any] | None, things: Sequence[Item], numbered: range, language: str = ""
) -> Drawing | None:
    """The map of `things`, those in `numbered` with their numbers (from 1); None where there is nothing to show.

    Parts of the area are called by their `name:<language>` where they have one.
    """
    rings = list(_polygons(area)) if area else []
    frame = [point for ring in rings for point in ring] or [p for one in things for p in _places(one)]
    project = fit(frame)
    if project is None:
        return None
    shown = [things[index] for index in numbered]
    metres = max(step for step in _STEPS if step <= _STEPS[0] or step <= project.metres * project.width / 4)
    step = max(1, sum(map(len, rings)) // _MOST_POINTS)
    marks = _marks(project, things, numbered)
    spots = [(mark.x, mark.y) for mark in marks]
    return Drawing(
        width=project.width,
        height=project.height,
        area="".join(_path(project, ring, step, closed=True) for ring in rings),
        labels=[
            Label(text, *beside(text, _at(project, point), spots)) for text, point in _names(area, language)
        ],
        lines=_outlines(project, shown, "LineString"),
        shapes=_outlines(project, shown, "Polygon"),
        dots=_dots(project, [one for index, one in enumerate(things) if index not in numbered]),
        marks=marks,
        metres=metres,
        bar=round(metres / project.metres, 1),
    )


def _marks(project: Projection, things: Sequence[Item], numbered: range) -> list[Mark]:
    places = {index: _at(project, middle(things[index].geometry["coordinates"])) for index in numbered}
    inside = {index: place for index, place in places.items() if project.holds(place)}
    spots = spread(list(inside.values()), project.width, project.height)
    return [
        Mark(index + 1, x, y, place, things[index].kind, things[index].title)
        for (index, place), (x, y) in zip(inside.items(), spots, strict=True)
    ]


def _dots(project: Projection, things: Sequence[Item]) -> str:
    spots = {
        (round(x), round(y)) for x, y in (project(*middle(one.geometry["coordinates"])) for one in things)
    }
    return "".join(f"M{x} {y}h0" for x, y in sorted(spots) if project.holds((x, y)))


def _outlines(project: Projection, things: Sequence[Item], shape: str) -> str:
    chosen = [one.geometry["coordinates"] for one in things if one.geometry["type"].endswith(shape)]
    paths = [path for coordinates in chosen for path in _lines(coordinates)]
    step = max(1, sum(map(len, paths)) // _MOST_POINTS)
    return "".join(_path(project, path, step, closed=shape == "Polygon") for path in paths)


def _lines(coordinates: Any) -> Iterator[list[Point]]:
    """The lines or rings in the coordinates of a line or polygon, however deep."""
    if isinstance(coordinates[0][0], int | float):
        yield list(positions(coordinates))
        return
    for part in coordinates:
        yield from _lines(part)


def _path(project: Projection, points: Sequence[Point], step: int, *, closed: bool) -> str:
    kept = list(points[::step])
    if len(kept) < 2:
        kept = list(points)
    return "M" + "L".join("{} {}".format(*_at(project, point)) for point in kept) + ("Z" if closed else "")


def _at(project: Projection, point: Point) -> Point:
    x, y = project(*point)
    return round(x, 1), round(y, 1)


def _places(one: Item) -> Iterator[Point]:
    return positions(one.geometry["coordinates"])


def _polygons(area: Any) -> Iterator[list[Point]]:
    """Every ring of the polygons in GeoJSON that was checked with the manifest."""
    for _, geometry in _geometries(area):
        if geometry["type"] in {"Polygon", "MultiPolygon"}:
            yield from _lines(geometry["coordinates"])


def _names(area: Any, language: str) -> Iterator[tuple[str, Point]]:
    for name, geometry in _geometries(area, language) if area else ():
        if name:
            yield name, middle(geometry["coordinates"])


def _geometries(area: Any, language: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    features = area["features"] if area["type"] == "FeatureCollection" else [area]
    for feature in features:
        geometry = feature.get("geometry") if feature["type"] == "Feature" else feature
        words = (feature.get("properties") or {}) if feature["type"] == "Feature" else {}
        name = words.get(f"name:{language}") or words.get("name")
        if geometry:
            yield name if isinstance(name, str) else "", geometry

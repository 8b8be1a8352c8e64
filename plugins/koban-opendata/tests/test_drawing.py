"""The map as a drawing."""

import itertools
import math

import pytest

from koban_opendata.drawing import draw
from koban_opendata.item import Item
from koban_opendata.projection import fit

SQUARE = [[4.0, 51.0], [4.01, 51.0], [4.01, 51.01], [4.0, 51.01], [4.0, 51.0]]
AREA = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "The quay"},
            "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
        }
    ],
}


def item(kind="Point", coordinates=(4.005, 51.005), title="one"):
    return Item(title=title, geometry={"type": kind, "coordinates": coordinates})


def test_a_metre_is_as_long_in_both_directions():
    project = fit([(4.0, 51.0), (4.1, 51.05)])
    x0, y0 = project(4.0, 51.0)
    metre_east, metre_north = 1 / (111_320 * 0.6291), 1 / 111_320
    assert project(4.0 + metre_east, 51.0)[0] - x0 == pytest.approx(
        y0 - project(4.0, 51.0 + metre_north)[1], rel=0.01
    )


def test_everything_stands_inside_with_north_up():
    project = fit([(4.0, 51.0), (4.01, 51.01)])
    low, high = project(4.0, 51.0), project(4.01, 51.01)
    assert project.holds(low)
    assert project.holds(high)
    assert low[0] < high[0]
    assert low[1] > high[1]


def test_one_thing_without_an_area_is_a_small_map():
    drawing = draw(None, [item()], range(1))
    assert drawing.marks[0].number == 1
    assert drawing.metres <= 200


def test_nothing_at_all_is_no_map():
    assert draw(None, [], range(0)) is None


def test_names_of_the_area_and_numbers_of_the_page():
    things = [item(title=str(n)) for n in range(5)]
    drawing = draw(AREA, things, range(2, 4))
    assert [label.text for label in drawing.labels] == ["The quay"]
    assert [mark.number for mark in drawing.marks] == [3, 4]
    assert drawing.dots.count("M") == 1
    assert drawing.area.startswith("M")
    assert drawing.area.endswith("Z")


def test_numbers_at_one_place_stand_apart_and_inside():
    things = [item(coordinates=(4.0, 51.01), title=str(n)) for n in range(30)]
    drawing = draw(AREA, things, range(30))
    spots = [(mark.x, mark.y) for mark in drawing.marks]
    assert min(math.dist(a, b) for a, b in itertools.combinations(spots, 2)) > 15
    assert all(0 < x < drawing.width and 0 < y < drawing.height for x, y in spots)
    assert len({mark.place for mark in drawing.marks}) == 1


def test_a_name_makes_way_for_numbers():
    free, crowded = draw(AREA, [], range(0)).labels[0], draw(AREA, [item()], range(1)).labels[0]
    assert free.x == crowded.x
    assert abs(free.y - crowded.y) >= 20


def test_what_lies_outside_the_area_is_not_drawn():
    assert draw(AREA, [item(coordinates=(10.0, 51.0))], range(1)).marks == []


@pytest.mark.parametrize(
    ("kind", "coordinates", "field", "paths"),
    [
        ("LineString", SQUARE, "lines", 1),
        ("MultiLineString", [SQUARE, SQUARE], "lines", 2),
        ("Polygon", [SQUARE], "shapes", 1),
        ("MultiPolygon", [[SQUARE, SQUARE], [SQUARE]], "shapes", 3),
    ],
)
def test_lines_and_polygons_are_drawn(kind, coordinates, field, paths):
    drawing = draw(AREA, [item(kind, coordinates)], range(1))
    assert getattr(drawing, field).count("M") == paths
    assert len(drawing.marks) == 1


def test_a_huge_outline_is_thinned():
    ring = [[4 + n / 1_000_000, 51 + (n % 7) / 1_000_000] for n in range(20_000)]
    area = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    assert len(draw(area, [], range(0)).area) < 40_000

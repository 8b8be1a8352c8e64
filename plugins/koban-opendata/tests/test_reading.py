"""GeoJSON as others write it."""

import json

import pytest

from koban.api.jobs import PullError
from koban_opendata.connector import GeoJsonConfig
from koban_opendata.reading import read_items

CONFIG = GeoJsonConfig(file="x.geojson", title="name", describe="about")


def feature(geometry, properties=None, **more):
    return {"type": "Feature", "geometry": geometry, "properties": properties, **more}


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def point(x=1.0, y=2.0, *more):
    return {"type": "Point", "coordinates": [x, y, *more]}


@pytest.mark.parametrize(
    "geometry",
    [
        point(),
        {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]},
        {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
        {"type": "MultiLineString", "coordinates": [[[1, 2], [3, 4]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
        {"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 0], [1, 1], [0, 0]]]]},
    ],
)
def test_every_shape_is_taken(geometry):
    (item,) = read_items(collection(feature(geometry)), CONFIG).values()
    assert item.geometry == json.loads(json.dumps(geometry))


def test_heights_go_and_places_are_rounded():
    (item,) = read_items(collection(feature(point(1.123456789, 2, 300))), CONFIG).values()
    assert item.geometry["coordinates"] == [1.123457, 2.0]


def test_words_are_plain_and_short():
    said = {"name": "A\n\t\u0007 lamp", "about": "x" * 5000}
    (item,) = read_items(collection(feature(point(), said)), CONFIG).values()
    assert item.title == "A lamp"
    assert len(item.text) == 2000


def test_words_in_more_languages_are_told_to_whoever_reads_them():
    said = {"name": "Lamp", "name:fr": "Lampe", "name:no tag": "x", "name:de": ["x"], "about:ar": "تضيء"}
    (item,) = read_items(collection(feature(point(), said)), CONFIG).values()
    assert item.titles == {"fr": "Lampe"}
    assert item.texts == {"ar": "تضيء"}
    assert item.told_in("fr-simple").title == "Lampe"
    assert (item.told_in("ar").title, item.told_in("ar").text) == ("Lamp", "تضيء")


@pytest.mark.parametrize("said", [None, {}, {"name": None}, {"name": ["x"]}, {"name": True}])
def test_a_missing_name_is_no_name(said):
    (item,) = read_items(collection(feature(point(), said)), CONFIG).values()
    assert item.title == ""


def test_ids_are_the_others_or_made_of_the_content():
    body = collection(
        feature(point(), {"name": "a"}, id="x"),
        feature(point(), {"name": "b"}, id=7),
        feature(point(), {"name": "c"}),
        feature(point(), {"name": "c"}),
    )
    keys = list(read_items(body, CONFIG))
    assert keys[:2] == ["x", "7"]
    assert len(keys) == 3
    assert list(read_items(body, CONFIG)) == keys


def test_a_feature_without_a_place_is_left_out():
    assert read_items(collection(feature(None)), CONFIG) == {}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "FeatureCollection"),
        (b'{"type": "FeatureCollection"}', "FeatureCollection"),
        (b" " * (5 * 1024 * 1024 + 1), "larger than 5 MiB"),
        (collection("x"), "feature 1 is no GeoJSON feature"),
        (collection({"type": "Point"}), "feature 1 is no GeoJSON feature"),
        (collection(feature({"type": "Circle", "coordinates": [1, 2]})), "no point, line or polygon"),
        (collection(feature({"type": "GeometryCollection", "geometries": []})), "no point, line or polygon"),
        (collection(feature({"type": "Point", "coordinates": ["1", None]})), "no valid Point"),
        (collection(feature({"type": "Point"})), "no valid Point"),
        (
            collection(feature({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]})),
            "no valid Polygon",
        ),
        (collection(feature(point(52.1, 181))), "outside the world"),
        (
            b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[NaN,1e999]}}]}',
            "feature 1",
        ),
        (
            collection(feature(point(), {"name": "a"}, id=1), feature(point(), {"name": "b"}, id=1)),
            "feature 2 has the id",
        ),
        (collection(*[feature(point())] * 5001), "more than 5000 features"),
        (
            collection(feature({"type": "LineString", "coordinates": [[1, 2]] * 5001})),
            "more than 5000 points",
        ),
    ],
)
def test_what_is_refused(body, words):
    with pytest.raises(PullError, match=words):
        read_items(body, CONFIG)


@pytest.mark.parametrize("shape", ["MultiPoint", "MultiLineString", "Polygon", "MultiPolygon"])
def test_a_shape_without_a_point_is_no_place(shape):
    kept = feature(point())
    empty = [
        feature({"type": shape, "coordinates": []}),
        feature({"type": "MultiPolygon", "coordinates": [[]]}),
    ]
    assert len(read_items(collection(kept, *empty), CONFIG)) == 1
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    (item,) = read_items(
        collection(feature({"type": "MultiPolygon", "coordinates": [[], [ring]]})), CONFIG
    ).values()
    assert item.geometry["coordinates"] == [[ring]]

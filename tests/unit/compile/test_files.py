"""Files that a manifest names: from its folder, bounded, and what they claim to be."""

import json
import struct

import pytest

from koban.compile.area import AreaError, read_area
from koban.compile.icon import IconError, check_icon

from .conftest import PLACE, SQUARE, compile_here, manifest

RING = SQUARE["coordinates"][0]


def test_a_symbolic_link_is_refused(compiling, tmp_path, plugins):
    compiling("app: {icon: icon.svg}")
    icon = tmp_path / PLACE / "icon.svg"
    icon.rename(tmp_path / "elsewhere.svg")
    icon.symlink_to(tmp_path / "elsewhere.svg")
    diagnostics, compiled = compile_here(tmp_path, plugins)
    assert [one.code for one in diagnostics] == ["KB313"]
    assert compiled is None


def test_a_file_behind_a_linked_folder_is_refused(compiling, tmp_path, plugins):
    compiling("app: {icon: pictures/icon.svg}", {"pictures/icon.svg": "<svg/>"})
    folder = tmp_path / PLACE / "pictures"
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    diagnostics, compiled = compile_here(tmp_path, plugins)
    assert [one.code for one in diagnostics] == ["KB313"]
    assert compiled is None


def test_a_large_file_is_refused(compiling):
    diagnostics, _ = compiling("app: {icon: big.svg}", {"big.svg": b" " * (2 * 1024 * 1024 + 1)})
    assert [one.code for one in diagnostics] == ["KB334"]


def test_an_icon_that_is_none_is_told_at_its_place(compiling):
    diagnostics, _ = compiling("app: {icon: bad.svg}", {"bad.svg": "hello"})
    assert [(one.code, one.span.line) for one in diagnostics] == [("KB336", 5)]


def test_an_area_that_is_none_is_told_at_its_place(compiling):
    body = json.dumps({"type": "Point", "coordinates": [4, 51]})
    diagnostics, _ = compiling("area: {file: bad.geojson}", {"bad.geojson": body})
    assert [(one.code, one.span.line) for one in diagnostics] == [("KB335", 5)]
    assert "part 1 is a Point" in diagnostics[0].message


def area(value):
    return read_area(value if isinstance(value, bytes) else json.dumps(value).encode())


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


@pytest.mark.parametrize(
    "value",
    [
        SQUARE,
        {"type": "Feature", "properties": {"name": "Quay"}, "geometry": SQUARE},
        {
            "type": "Feature",
            "properties": None,
            "geometry": {"type": "MultiPolygon", "coordinates": [[RING]]},
        },
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": {}, "geometry": SQUARE}] * 3,
        },
    ],
)
def test_polygons_are_areas(value):
    assert area(value)["type"] == "FeatureCollection"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (b"{", "JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 200_000, "at most"),
        (b"[" * 50_000, "JSON"),
        (b'{"type": "Polygon", "coordinates": [[[NaN, 1]]]}', "JSON"),
        (b'{"type": "Polygon", "coordinates": [[[1e999, 1], [1, 1], [1, 2], [1e999, 1]]]}', "no longitude"),
        ([], "no GeoJSON"),
        ({"type": "FeatureCollection", "features": []}, "no features"),
        ({"type": "FeatureCollection", "features": [None]}, "part 1 is nothing"),
        (
            {
                "type": "FeatureCollection",
                "features": [{"type": "Feature", "properties": {}, "geometry": SQUARE}] * 501,
            },
            "500 parts",
        ),
        ({"type": "LineString", "coordinates": [[1, 2], [2, 3]]}, "a LineString"),
        (polygon(), "no coordinates"),
        (polygon(RING[:3]), "ends where it began"),
        (polygon([*RING[:3], [9, 9]]), "ends where it began"),
        (polygon([[200, 1], [1, 1], [1, 2], [200, 1]]), "no longitude"),
        (polygon([[1, 1]] * 20_001), "20000 points"),
        (polygon(["a"]), "not lists"),
        ({"type": "Polygon", "coordinates": {"a": 1}}, "not lists"),
    ],
)
def test_what_is_no_area_is_refused_in_words(value, words):
    with pytest.raises(AreaError, match=words):
        area(value)


def png(width, height):
    return (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height) + b"\x08\x06\x00\x00\x00"
    )


@pytest.mark.parametrize(
    "body",
    [
        b'<svg viewBox="0 0 24 24"/>',
        b'<?xml version="1.0"?>\n<svg\n  xmlns="x" viewBox="-5,-5,100,95.5"/>',
        b"<svg width='64px' height='64px'/>",
        png(512, 512),
    ],
)
def test_square_pictures_are_icons(body):
    check_icon(body)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "SVG or a PNG"),
        (b"GIF89a", "SVG or a PNG"),
        (b'<svg viewBox="0 0 24 48">', "square"),
        (b"<svg>", "viewBox"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1">', "entities"),
        (png(64, 640), "square"),
        (png(20_000, 20_000), "sides"),
        (png(0, 0), "sides"),
        (b"\x89PNG\r\n\x1a\nxx", "begins like"),
    ],
)
def test_what_is_no_icon_is_refused_in_words(body, words):
    with pytest.raises(IconError, match=words):
        check_icon(body)


def test_a_manifest_in_these_tests_begins_its_spec_in_line_five():
    assert manifest("theme: x").split("\n")[4] == "  theme: x"


_HEAD = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


@pytest.mark.parametrize(
    "drawing",
    [
        b'<g id="a"><circle r="1"/></g><g id="b"><use href="#a"/><use href="#a"/></g><use x:href="#b"/>',
        b'<g id="a">' + b'<circle r="1"/>' * 100 + b"</g>" + b'<use href="#a"/>' * 100,
        b'<circle r="1"/>' * 1_001,
        b'<filter id="f"><feTurbulence numOctaves="1000"/></filter><rect filter="url(#f)"/>',
        b'<g id="a"/><g id="a"><use href="#a"/></g>',
        b'<image href="/etc/hostname"/>',
        b"<g>",
    ],
)
def test_an_svg_that_could_keep_the_host_busy_is_no_icon(drawing: bytes) -> None:
    with pytest.raises(IconError):
        check_icon(_HEAD + drawing + b"</svg>")


def test_an_ordinary_svg_may_repeat_its_shapes() -> None:
    check_icon(_HEAD + b'<g id="a"><circle r="1"/></g><use href="#a" x="3"/><use x:href="#a" y="3"/></svg>')

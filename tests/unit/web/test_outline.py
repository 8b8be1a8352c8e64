import re

from sample_community import AREA

from koban.web.outline import outline_of


def test_an_outline_fits_its_frame() -> None:
    outline = outline_of(AREA)
    assert outline is not None
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", outline.path)]
    assert min(numbers) >= 0
    assert max(numbers) <= 200
    assert max(outline.width, outline.height) == 200


def test_collections_of_many_polygons_are_thinned() -> None:
    ring = [[x / 100, (x % 7) / 100] for x in range(2000)]
    area = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": [[ring], [ring]]}}
        ],
    }
    outline = outline_of(area)
    assert outline is not None
    assert outline.path.count("M") == 2
    assert outline.path.count("L") <= 160


def test_nothing_to_draw() -> None:
    assert outline_of({"type": "FeatureCollection", "features": []}) is None

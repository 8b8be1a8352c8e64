"""The map in a running app."""

import json
import re

import pytest

LAMPS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": n,
            "properties": {"name": f"Lamp {n:03}", "state": "It <b>glows</b>"},
            "geometry": {"type": "Point", "coordinates": [-8.61 + n / 10_000, 41.14]},
        }
        for n in range(100)
    ],
}
AREA = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Old quarter"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[-8.62, 41.13], [-8.60, 41.13], [-8.60, 41.15], [-8.62, 41.15], [-8.62, 41.13]]
                ],
            },
        }
    ],
}
SPEC = {
    "area": {"file": "area.geojson"},
    "features": {
        "map": {"uses": "open-map", "with": {"connectors": ["lamps"], "title": "Lamps of the town"}}
    },
    "connectors": {
        "lamps": {
            "uses": "geojson",
            "with": {
                "file": "lamps.geojson",
                "describe": "state",
                "kind": "light",
                "source": "The town, CC0",
            },
        }
    },
}


def files(lamps=LAMPS):
    return {"area.geojson": json.dumps(AREA).encode(), "lamps.geojson": json.dumps(lamps).encode()}


@pytest.fixture
def town(community):
    return community(SPEC, files=files())


def test_before_anything_came_the_page_says_so(town):
    answer = town.get("/map/")
    assert answer.status_code == 200
    assert "Nothing here yet" in answer.text
    assert "Old quarter" in answer.text


def test_list_and_map_show_the_same_things(town):
    town.pull("lamps")
    page = town.get("/map/").text
    assert "<h1>Lamps of the town</h1>" in page
    assert page.count('class="map-mark"') == 40
    assert page.count('class="place-number"') == 40
    assert "It &lt;b&gt;glows&lt;/b&gt;" in page
    assert "The town, CC0" in page
    last = town.get("/map/?page=3").text
    assert "Lamp 099" in last
    assert last.count('class="map-mark"') == 20
    assert re.search(r'class="map-dots" d="M', last)
    assert town.get("/map/?page=4").status_code == 404
    assert town.get("/map/?page=x").status_code in {404, 422}


def test_nothing_inline_that_the_policy_forbids(town):
    town.pull("lamps")
    page = town.get("/map/").text
    assert not re.search(r"<[^>]+\s(style|on\w+)=", page)
    assert "http://www" not in page


def test_machines_get_geojson(town):
    town.pull("lamps")
    answer = town.get("/api/map/items.geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    features = answer.json()["features"]
    assert len(features) == 100
    assert features[0]["properties"]["title"] == "Lamp 000"
    assert features[0]["geometry"] == LAMPS["features"][0]["geometry"]


def test_the_home_page_leads_to_it_once_there_is_something(town):
    assert "100 places near you" not in town.get("/").text
    town.pull("lamps")
    assert "100 places near you" in town.get("/").text


def test_what_is_gone_from_the_file_is_gone_from_the_map(town, community):
    town.pull("lamps")
    fewer = {**LAMPS, "features": LAMPS["features"][:3]}
    again = community(SPEC, files=files(fewer))
    again.pull("lamps")
    assert len(again.get("/api/map/items.geojson").json()["features"]) == 3


def test_a_connector_that_is_not_there_is_told_at_its_place(community):
    spec = {**SPEC, "features": {"map": {"uses": "open-map", "with": {"connectors": ["lapms"]}}}}
    with pytest.raises(
        AssertionError, match=r'community\.yaml:\d+:\d+: there is no connector instance called "lapms"'
    ):
        community(spec, files=files())


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "file` or `url`"),
        ({"file": "lamps.geojson", "url": "https://data.example/x"}, "file` or `url`"),
        ({"url": "http://data.example/x"}, "https://"),
        ({"url": "https://me:secret@data.example/x"}, "https://"),
        ({"file": "absent.geojson"}, "absent.geojson"),
        ({"file": "lamps.geojson", "kind": "tank"}, "kind"),
    ],
)
def test_wrong_settings_are_told(community, settings, words):
    spec = {**SPEC, "connectors": {"lamps": {"uses": "geojson", "with": settings}}}
    with pytest.raises(AssertionError, match=re.escape(words)):
        community(spec, files=files())


def test_places_and_parts_are_called_in_the_readers_language(community):
    lamps = json.loads(json.dumps(LAMPS))
    lamps["features"][0]["properties"] |= {"name:nl": "Een lamp", "state:nl": "Hij brandt"}
    area = json.loads(json.dumps(AREA))
    area["features"][0]["properties"]["name:nl"] = "Oude wijk"
    town = community(
        {
            "languages": ["en", "nl"],
            "title": {"en": "Town", "nl": "Stad"},
            "unit": {"name": {"en": "Unit", "nl": "Team"}},
            "area": SPEC["area"],
            "connectors": SPEC["connectors"],
            "features": {"map": {"uses": "open-map", "with": {"connectors": ["lamps"]}}},
        },
        force={"emergency": {"call": "112", "text": {"en": "Danger? Call 112.", "nl": "Gevaar? Bel 112."}}},
        files=files(lamps) | {"area.geojson": json.dumps(area).encode()},
    )
    town.pull("lamps")
    dutch = town.get("/map/?lang=nl").text
    assert "Een lamp" in dutch
    assert "Hij brandt" in dutch
    assert ">Oude wijk</text>" in dutch
    english = town.get("/map/?lang=en").text
    assert "Een lamp" not in english
    assert "Oude wijk" not in english
    first = town.get("/api/map/items.geojson").json()["features"][0]["properties"]
    assert (first["title"], first["title:nl"]) == ("Lamp 000", "Een lamp")

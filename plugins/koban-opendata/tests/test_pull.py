"""Runs of the connector against a file and a real server."""

import json
from datetime import UTC, datetime

import pytest

from koban.api.jobs import Fetched, PullContext, PullError
from koban_opendata.connector import GeoJson, GeoJsonConfig
from koban_opendata.pull import pull

ONE = {
    "type": "Feature",
    "id": 1,
    "properties": {"name": "one"},
    "geometry": {"type": "Point", "coordinates": [1, 2]},
}
BODY = json.dumps({"type": "FeatureCollection", "features": [ONE]}).encode()


class Web:
    """Answers in turn, and remembers what was asked."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def get(self, url, headers):
        self.asked.append(headers)
        return self.answers.pop(0)


def context(config, web=None, files=None):
    return PullContext(
        GeoJsonConfig(**config), web, (files or {}).__getitem__, datetime(2026, 1, 1, tzinfo=UTC)
    )


def test_a_file_is_read_once():
    here = context({"file": "a.geojson"}, files={"a.geojson": BODY})
    (batch,) = pull(here, None)
    assert [(key, item.title) for key, item in batch.records] == [("1", "one")]
    assert batch.complete
    assert list(pull(here, batch.cursor)) == []


def test_a_changed_file_is_read_again():
    (batch,) = pull(context({"file": "a.geojson"}, files={"a.geojson": BODY}), None)
    assert (
        len(list(pull(context({"file": "a.geojson"}, files={"a.geojson": BODY + b" "}), batch.cursor))) == 1
    )


def test_the_web_is_asked_whether_anything_changed():
    headers = {"etag": '"1"', "last-modified": "Thu, 01 Jan 2026 00:00:00 GMT"}
    web = Web(Fetched(200, headers, BODY), Fetched(304, {}, b""))
    here = context({"url": "https://data.example/a"}, web)
    (batch,) = pull(here, None)
    assert list(pull(here, batch.cursor)) == []
    assert "If-None-Match" not in web.asked[0]
    assert web.asked[1]["If-None-Match"] == '"1"'
    assert web.asked[1]["If-Modified-Since"] == headers["last-modified"]


def test_a_cursor_of_another_reader_does_not_count():
    web = Web(Fetched(200, {}, BODY))
    assert list(pull(context({"url": "https://data.example/a"}, web), {"reader": 0, "etag": '"1"'}))
    assert "If-None-Match" not in web.asked[0]


@pytest.mark.parametrize("status", [304, 403, 404])
def test_another_status_is_an_error(status):
    with pytest.raises(PullError, match=str(status)):
        list(pull(context({"url": "https://data.example/a"}, Web(Fetched(status, {}, b""))), None))


def test_only_the_host_of_the_address_is_declared():
    assert GeoJson().hosts(GeoJsonConfig(url="https://data.example/a")) == ("data.example",)
    assert GeoJson().hosts(GeoJsonConfig(file="a.geojson")) == ()

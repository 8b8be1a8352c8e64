import json

import pytest


def test_one_manifest_a_language_with_one_id(citizen) -> None:
    english = citizen.get("/manifest.en.webmanifest")
    arabic = citizen.get("/manifest.ar.webmanifest").json()
    assert english.headers["content-type"] == "application/manifest+json"
    assert english.json()["id"] == arabic["id"]
    assert (arabic["lang"], arabic["dir"], arabic["name"]) == ("ar", "rtl", "حي الميناء")
    assert {(i["sizes"], i["purpose"]) for i in arabic["icons"]} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("192x192", "maskable"),
        ("512x512", "maskable"),
    }
    assert english.json()["shortcuts"] == [{"name": "Sample", "url": "/sample/"}]
    assert citizen.get("/manifest.xx.webmanifest").status_code == 404


@pytest.mark.parametrize(
    "file", ["icon-192", "icon-512", "icon-maskable-192", "icon-maskable-512", "apple-touch-icon"]
)
def test_icons_are_png(citizen, file) -> None:
    answer = citizen.get(f"/{file}.png")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


def test_no_other_icons(citizen) -> None:
    assert citizen.get("/icon-9999.png").status_code == 404


def test_the_worker_is_made_from_data_and_changes_with_the_community(citizen, world) -> None:
    from sample_community import bundle

    def data() -> dict:
        text = citizen.get("/sw.js").text
        return json.loads(text.partition("const DATA = ")[2].partition(";\n")[0])

    before = data()
    assert before["pages"] == ["/offline", "/", "/sample/", "/sample/outboxed", "/sample/plain"]
    for path in (*before["shell"], *before["pages"]):
        assert citizen.get(path).status_code == 200, path
    world.serve(bundle(app={"colour": "#990000"}))
    assert data()["version"] != before["version"]

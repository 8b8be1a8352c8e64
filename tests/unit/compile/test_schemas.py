"""The schemas: fresh, complete for editors, and of one mind with the models."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from koban.compile.schemas import schema_files
from koban.manifest.reader import read
from koban.plugin.manager import load_registry

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def files():
    return {path: json.loads(body) for path, body in schema_files(load_registry()).items()}


def community(files):
    return Draft202012Validator(files["v1/community.schema.json"])


def test_the_committed_schemas_are_fresh():
    wanted = schema_files(load_registry())
    there = {
        path.relative_to(ROOT / "schemas").as_posix(): path.read_bytes()
        for path in (ROOT / "schemas").rglob("*.json")
    }
    assert sorted(there) == sorted(wanted), "run koban schema write"
    assert [path for path in wanted if there[path] != wanted[path]] == [], "run koban schema write"


def test_each_is_a_json_schema(files):
    for path, schema in files.items():
        if path.endswith(".schema.json"):
            assert schema["$schema"].endswith("2020-12/schema"), path
            Draft202012Validator.check_schema(schema)


def test_every_reference_leads_somewhere(files):
    for path, schema in files.items():
        targets = {f"#/$defs/{name}" for name in schema.get("$defs", {})}
        assert set(references(schema)) <= targets, path


def references(schema):
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"]
        for value in schema.values():
            yield from references(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from references(item)


def test_every_field_has_a_title_and_a_description(files):
    bare = sorted(
        f"{path}: {place}.{name} has no {what}"
        for path, schema in files.items()
        for place, fields in fields_of(schema)
        for name, field in fields.items()
        for what in ("title", "description")
        if not str(field.get(what, "")).strip()
    )
    assert bare == []


CONDITIONS = ("if", "not")
"""What stands there tells documents apart; no editor shows it."""
VALUES = ("const", "default", "enum", "enumDescriptions", "required")


def fields_of(schema, place=""):
    """Every map of fields in a schema, with where it is."""
    for key, value in schema.items():
        if key == "properties":
            yield place, value
        if key in CONDITIONS or key in VALUES:
            continue
        named = key in {"properties", "$defs"}
        inner = value.items() if isinstance(value, dict) and named else [(key, value)]
        for name, one in inner:
            for each in one if isinstance(one, list) else [one]:
                if isinstance(each, dict):
                    yield from fields_of(each, f"{place}.{name}".strip("."))


def test_every_field_of_every_kind_is_looked_at(files):
    places = {place for path in files for place, _ in fields_of(files[path])}
    assert {"spec", "metadata", "features.report.Category", "components.evidence-use"} <= places


def test_choices_have_words(files):
    def enums(value):
        if isinstance(value, dict):
            if "enumDescriptions" in value:
                yield value
            for inner in value.values():
                yield from enums(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from enums(inner)

    found = list(enums(files["v1/community.schema.json"]))
    assert any("youth-and-nightlife" in one["enum"] for one in found)
    assert any("report" in one["enum"] for one in found)
    for one in found:
        assert len(one["enum"]) == len(one["enumDescriptions"])
        assert all(words.strip() for words in one["enumDescriptions"])


def test_the_catalog_names_what_is_there(files):
    for entry in files["v1/catalog.json"]["schemas"]:
        assert f"v1/{entry['url']}" in files


def manifest(**spec):
    return {"apiVersion": "koban/v1", "kind": "Community", "metadata": {"name": "zoutkade"}, "spec": spec}


@pytest.mark.parametrize(
    "spec",
    [
        {},
        {"title": "Zoutkade"},
        {"title": {"nl": "Zoutkade", "fr": "Quai"}},
        {"unit": {"of": "wijkteam"}},
        {"unit": None},
        {"features": {"report": True, "news": False, "officers": None}},
        {"features": {"report": {"with": {"categories": {"noise": {"label": "Lawaai"}}}}}},
        {"features": {"report": {"with": {"categories": {"noise": None}}}}},
        {"features": {"report-lost": {"uses": "report", "with": {"categories": {}}}}},
        {"features": {"report": {"uses": "news"}}},
        {"features": {"not-here": False}},
        {"connectors": {"bus": {"uses": "geojson", "every": "15m", "with": {"file": "a.geojson"}}}},
        {"needs": {"n": {"asksFor": {"procedural-justice": 3}}}},
        {"app": {"colour": "#aabbcc"}},
    ],
)
def test_what_people_write_is_accepted(files, spec):
    assert [error.message for error in community(files).iter_errors(manifest(**spec))] == []


@pytest.mark.parametrize(
    "spec",
    [
        {"titel": "Zoutkade"},
        {"title": ""},
        {"title": 3},
        {"languages": "nl"},
        {"languages": ["NL!"]},
        {"features": {"reprot": True}},
        {"features": {"report": 3}},
        {"features": {"report": {"with": {"categorys": {}}}}},
        {"features": {"report-lost": {"uses": "report", "with": {"categorys": {}}}}},
        {"features": {"report-lost": {"uses": "reprot"}}},
        {"features": {"report--lost": {"uses": "report"}}},
        {"connectors": {"bus": {"uses": "geojson", "every": "often"}}},
        {"theme": "colours"},
        {"capabilities": {"trust": {"level": 1}}},
        {"app": {"colour": "red"}},
        {"partners": {"p": {"panel": "no"}}},
    ],
)
def test_what_is_wrong_is_refused(files, spec):
    assert list(community(files).iter_errors(manifest(**spec)))


@pytest.mark.parametrize("field", ["apiVersion", "kind", "metadata", "spec"])
def test_the_envelope_is_required(files, field):
    value = manifest()
    del value[field]
    assert list(community(files).iter_errors(value))


MANIFESTS = sorted((ROOT / "deployments").rglob("*.yaml"))


@pytest.mark.parametrize("path", MANIFESTS, ids=[path.relative_to(ROOT).as_posix() for path in MANIFESTS])
def test_the_example_manifests_are_accepted(files, path):
    kind = {"community.yaml": "community", "force.yaml": "force"}.get(path.name)
    if kind is None:
        assert path.parent.name == "texts"
        return
    node, problems = read(path.read_bytes(), path.name)
    assert problems == []
    value = node.plain()
    assert [
        error.message for error in Draft202012Validator(files[f"v1/{kind}.schema.json"]).iter_errors(value)
    ] == []

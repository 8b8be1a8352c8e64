"""The schemas: fresh, complete for editors, and of one mind with the models."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from koban.compile.model_schema import model_schema
from koban.compile.patch import as_patch
from koban.compile.schemas import schema_files
from koban.manifest.reader import read
from koban.model.community import CommunitySpec, Measure, Need, Partner
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
        {
            f"{path}: {where}.{name}"
            for path, schema in files.items()
            for where, fields in described(schema)
            for name, field in fields.items()
            if not told(field, schema)
        }
    )
    assert bare == []


def described(schema):
    yield "", schema.get("properties", {})
    for name, one in schema.get("$defs", {}).items():
        yield name, one.get("properties", {})


def told(field, schema):
    """A description of its own or of what it refers to, and a title unless its name says it."""
    arms = [field, *field.get("anyOf", [])]
    arms += [schema["$defs"][arm["$ref"].removeprefix("#/$defs/")] for arm in arms if "$ref" in arm]
    return any("description" in arm for arm in arms) and any("title" in arm for arm in arms)


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


LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 9),
    st.sampled_from(
        ["", "x", "now", "later", "training", "2026-01-01", "partners.x", "a b", "nl", "#aabbcc", "15m"]
    ),
)
KEYS = [
    "title",
    "panel",
    "may",
    "receives",
    "statement",
    "horizon",
    "rated",
    "asksFor",
    "sources",
    "kind",
    "gives",
    "owner",
    "due",
]
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*KEYS, "nl", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
DOCUMENTS = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=5)


@settings(max_examples=200, deadline=None)
@given(document=DOCUMENTS, model=st.sampled_from([Partner, Need, Measure]))
def test_what_pydantic_accepts_the_schema_accepts_and_the_patch_too(document, model):
    try:
        checked = model.model_validate(document)
    except ValidationError:
        return
    schema = model_schema(model)
    written = checked.model_dump(mode="json", exclude_unset=True)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(written)] == []
    assert [error.message for error in Draft202012Validator(as_patch(schema)).iter_errors(written)] == []


TEXTS = st.one_of(
    st.sampled_from(["a", "Ąb", ""]),
    st.dictionaries(st.sampled_from(["nl", "pl", "NL!"]), st.sampled_from(["a", "b"]), max_size=2),
)
PARTNERS = st.fixed_dictionaries(
    {"title": TEXTS},
    optional={
        "panel": st.sampled_from([True, False, None, 3]),
        "may": st.lists(st.sampled_from(["decide", "own-measures", "rule"]), max_size=2),
        "receives": st.lists(st.sampled_from(["noise", "No Noise", "a--b"]), max_size=2),
        "extra": st.just(1),
    },
)


@settings(max_examples=200, deadline=None)
@given(document=PARTNERS)
def test_pydantic_and_the_schema_are_of_one_mind(document):
    schema_accepts = Draft202012Validator(model_schema(Partner)).is_valid(document)
    try:
        Partner.model_validate(document)
    except ValidationError:
        assert not schema_accepts
    else:
        assert schema_accepts


def test_a_patch_requires_nothing_and_removes_entries_by_null():
    patch = Draft202012Validator(as_patch(model_schema(CommunitySpec)))
    assert patch.is_valid({"partners": {"p": None}, "needs": {"n": {}}})
    assert not patch.is_valid({"partners": {"p": {"title": None}}}), "what is required cannot be taken away"

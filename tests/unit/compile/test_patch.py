"""Patch schemas: what a part of a document may be."""

import pytest
from jsonschema import Draft202012Validator

from koban.compile.model_schema import model_schema
from koban.compile.patch import patch_schema
from koban.model.community import Assessment, CommunitySpec

STRICT = {
    "type": "object",
    "required": ["mode"],
    "minProperties": 2,
    "additionalProperties": False,
    "properties": {
        "mode": {"enum": ["file", "web"]},
        "file": {"type": "string"},
        "url": {"type": "string"},
        "steps": {"type": "array", "items": {"$ref": "#/$defs/Step"}},
        "first": {"$ref": "#/$defs/Step"},
    },
    "oneOf": [{"required": ["file"]}, {"required": ["url"]}],
    "if": {"properties": {"mode": {"const": "web"}}},
    "then": {"required": ["url"]},
    "$defs": {
        "Step": {
            "type": "object",
            "required": ["what"],
            "properties": {"what": {"$ref": "#/$defs/What"}, "when": {"type": "string"}},
        },
        "What": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
    },
}


@pytest.mark.parametrize(
    "part",
    [
        {},
        {"mode": "web"},
        {"file": None, "url": "x"},
        {"file": "a", "url": "b"},
        {"first": {}},
        {"first": {"when": None}},
        {"first": None, "steps": None},
        {"steps": [{"what": {"name": "a"}}]},
    ],
)
def test_a_part_is_accepted(part):
    assert [error.message for error in Draft202012Validator(patch_schema(STRICT)).iter_errors(part)] == []


@pytest.mark.parametrize(
    "part",
    [
        {"mode": None},
        {"mode": "none"},
        {"other": 1},
        {"first": {"when": 3}},
        {"steps": [{}]},
        {"steps": [{"what": {}}]},
        {"steps": [{"what": {"name": "a"}, "when": None}]},
    ],
)
def test_what_no_parent_can_mend_is_refused(part):
    assert not Draft202012Validator(patch_schema(STRICT)).is_valid(part)


def test_the_strict_schema_stays_as_it_was():
    before = repr(STRICT)
    patch_schema(STRICT)
    assert repr(STRICT) == before


def test_a_patch_requires_nothing_and_removes_entries_by_null():
    patch = Draft202012Validator(patch_schema(model_schema(CommunitySpec)))
    assert patch.is_valid({"partners": {"p": None}, "needs": {"n": {}}})
    assert not patch.is_valid({"partners": {"p": {"title": None}}}), "what is required cannot be taken away"


def test_what_stands_in_a_list_is_whole():
    patch = Draft202012Validator(patch_schema(model_schema(Assessment)))
    assert patch.is_valid({"proof": [{"title": "Register", "date": "2026-01-01"}]})
    assert not patch.is_valid({"proof": [{"title": "Register"}]})

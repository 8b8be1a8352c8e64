"""The field types that manifests share."""

from datetime import timedelta
from typing import Annotated

import pytest
from pydantic import TypeAdapter, ValidationError

from koban.model.base import FilePath, Language, Model, Name, Reference, Surroundings, Text, say
from koban.model.bundle import canonical, sha256
from koban.model.community import Fact
from koban.model.duration import Duration, Promise, seconds, staffed_days
from koban.model.unit import Hours


def takes(kind, value, around=None):
    try:
        return TypeAdapter(kind).validate_python(value, context=around)
    except ValidationError as error:
        return error.errors()[0]["type"]


@pytest.mark.parametrize("name", ["a", "a1", "zout-kade", "a" * 40])
def test_names(name):
    assert takes(Name, name) == name


@pytest.mark.parametrize("name", ["", "1a", "A", "a-", "-a", "a--b", "a_b", "a" * 41, "a\n", "ą"])
def test_no_names(name):
    assert takes(Name, name) == "bad_name"


@pytest.mark.parametrize("tag", ["nl", "pl-simple", "zh-Hant-TW", "sgn"])
def test_languages(tag):
    assert takes(Language, tag) == tag


@pytest.mark.parametrize("tag", ["", "NL", "n", "nl_BE", "nl-", "dutch"])
def test_no_languages(tag):
    assert takes(Language, tag) == "bad_language"


def test_a_plain_text_is_in_the_first_language():
    assert takes(Text, "Hallo", Surroundings("nl")) == {"nl": "Hallo"}
    assert takes(Text, {"nl": "Hallo", "uk": "Привіт"}) == {"nl": "Hallo", "uk": "Привіт"}


@pytest.mark.parametrize("value", ["", "  ", {}, {"nl": " "}])
def test_an_empty_text_is_none(value):
    assert takes(Text, value) == "empty_text"


def test_what_is_said_in_which_language():
    text = {"nl": "a", "uk": "b"}
    assert say(text, "uk") == "b"
    assert say(text, "nl-simple") == "a"
    assert say(text, "fr", "uk") == "b"
    assert say(text, "fr") == "a"
    assert say({}, "fr") == ""


@pytest.mark.parametrize("path", ["icon.svg", "a/b/c.png", "a..b"])
def test_files(path):
    assert takes(FilePath, path) == path


@pytest.mark.parametrize("path", ["/etc/passwd", "../x", "a/../b", "a//b", "a\\b", "c:/x", "http://x"])
def test_files_outside(path):
    assert takes(FilePath, path) == "path_outside"


def test_a_reference_is_checked_against_what_is_known():
    kind = Annotated[str, Reference("purpose")]
    around = Surroundings("nl", {"purpose": ["response"]})
    assert takes(kind, "response", around) == "response"
    assert takes(kind, "respons", around) == "unknown_reference"
    assert takes(kind, "anything", Surroundings("nl")) == "anything"
    assert takes(kind, "anything") == "anything"


def test_durations():
    assert takes(Duration, "15m") == "15m"
    assert takes(Duration, "2wd") == "bad_duration"
    assert takes(Promise, "2wd") == "2wd"
    for wrong in ("", "0m", "m", "1.5h", "1 h", "1y", "123456d"):
        assert takes(Promise, wrong) == "bad_duration"
    assert seconds("2h") == timedelta(hours=2)
    assert (staffed_days("2wd"), staffed_days("2d")) == (2, None)
    with pytest.raises(ValueError, match="not a fixed length"):
        seconds("2wd")


def test_hours():
    assert takes(Hours, "Mo-Fr 08:00-16:00; PH off") == "Mo-Fr 08:00-16:00; PH off"
    assert takes(Hours, "all day") == "bad_hours"


def test_models_refuse_unknown_fields_and_never_change():
    class One(Model):
        a: int

    assert takes(One, {"a": 1, "b": 2}) == "extra_forbidden"
    with pytest.raises(ValidationError):
        One(a=1).a = 2


def test_models_are_written_by_the_names_that_manifests_use():
    told = {"value": 1, "in": "%", "source": "s", "asOf": "2026-01-01", "expected": {"2035": 2}}
    fact = Fact.model_validate(told)
    written = fact.model_dump(mode="json")
    assert written == told
    assert Fact.model_validate(written) == fact


def test_canonical_json_keeps_order_and_refuses_what_json_has_not():
    assert canonical({"b": 1, "a": ["ą", None]}) == '{"b":1,"a":["ą",null]}'.encode()
    assert sha256(canonical({"a": 1, "b": 2})) != sha256(canonical({"b": 2, "a": 1}))
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical(float("nan"))

"""Texts, files, references and scalars are found wherever a type puts them."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from koban.api import Config, FilePath, PurposeRef, Text
from koban.manifest.walk import FoundFile, FoundReference, FoundScalar, FoundText, walk
from koban.model.community import CommunitySpec


class Inner(Config):
    label: Text
    purpose: PurposeRef | None = None


class Settings(Config):
    texts: list[Text] = []
    by_name: dict[str, Inner] = {}
    either: Inner | FilePath | int | None = None
    pair: tuple[int, FilePath] | None = None
    day: date | None = None
    size: Annotated[int, BeforeValidator(lambda value: len(value) if isinstance(value, str) else value)] = 0


def found(**values):
    return [one for one in walk(Settings.model_validate(values)) if one.path != ("size",)]


def test_in_lists_maps_unions_and_tuples():
    assert found(texts=["a", {"nl": "b"}]) == [
        FoundText(("texts", 0), {"en": "a"}),
        FoundText(("texts", 1), {"nl": "b"}),
    ]
    inner = {"label": "x", "purpose": "response"}
    assert found(by_name={"k": inner}) == [
        FoundText(("by_name", "k", "label"), {"en": "x"}),
        FoundReference(("by_name", "k", "purpose"), "purpose", "response"),
    ]
    assert found(either="a.svg") == [FoundFile(("either",), "a.svg")]
    assert found(either=3) == [FoundScalar(("either",), 3)]
    assert found(either={"label": "x"}) == [FoundText(("either", "label"), {"en": "x"})]
    assert found(pair=[1, "b.svg"]) == [FoundScalar(("pair", 0), 1), FoundFile(("pair", 1), "b.svg")]
    assert found(day="2026-01-01") == [FoundScalar(("day",), date(2026, 1, 1))]


def test_what_a_field_converts_by_itself_is_left_to_it():
    assert list(walk(Settings.model_validate({"size": "abc"}))) == []


def test_paths_are_those_of_the_manifest():
    spec = CommunitySpec.model_validate(
        {"title": "T", "languages": ["en"], "unit": {"name": "U", "whenEmpty": "E"}}
    )
    assert FoundText(("unit", "whenEmpty"), {"en": "E"}) in list(walk(spec))

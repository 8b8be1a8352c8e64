"""What settings say about themselves, whether they are a model or a JSON Schema."""

from typing import Annotated, Any, ClassVar

import pytest

from koban.api import Config, Feature, Name, Reach, Text
from koban.plan.declared import declared

SERVICE = Reach("service")


class Entry(Config):
    hint: Annotated[Text | None, Reach("cosmetic")] = None
    plain: int = 0
    mode: Annotated[str, Reach("data")] = "a"


class Settings(Config):
    named: Annotated[dict[Name, Entry], Reach("data")] = {}
    entries: Annotated[dict[str, Entry], Reach("service", added="data", removed="destructive")] = {}
    texts: Annotated[dict[str, Text], Reach("data")] = {}
    unsaid: int = 0


class Modelled(Feature):
    name = "modelled"
    title: ClassVar = {"en": "Modelled"}
    Config = Settings


class Raw(Feature):
    name = "raw"
    title: ClassVar = {"en": "Raw"}
    Config: ClassVar[Any] = {
        "type": "object",
        "properties": {
            "level": {"enum": ["low", "high"], "x-koban-class": {"changed": "service", "higher": "data"}},
            "tree": {"$ref": "#/$defs/tree"},
            "for": {"x-koban-reference": "purpose"},
        },
        "$defs": {
            "tree": {
                "anyOf": [{"$ref": "#/$defs/tree"}, {"type": "null"}],
                "x-koban-class": "data",
                "properties": {"below": {"$ref": "#/$defs/tree"}},
            }
        },
    }


@pytest.mark.parametrize(
    ("steps", "reach"),
    [
        ("entries", Reach("service", added="data", removed="destructive")),
        ("entries.x", Reach("service", added="data", removed="destructive")),
        ("entries.x.plain", SERVICE),
        ("entries.x.hint", Reach("cosmetic")),
        ("entries.x.hint.nl", Reach("cosmetic")),
        ("entries.x.mode", Reach("data")),
        ("texts.x.nl", Reach("data")),
        ("unsaid", SERVICE),
        ("named.x", Reach("data")),
        ("named.x.hint", Reach("cosmetic")),
        ("gone.since", SERVICE),
    ],
)
def test_the_nearest_word_holds_and_directions_hold_for_entries(steps, reach):
    assert declared(Modelled(), tuple(steps.split(".")), SERVICE).reach == reach


def test_a_json_schema_says_the_same():
    said = declared(Raw(), ("level",), SERVICE)
    assert (said.reach.of("low", "high", said.order), said.order) == ("data", ("low", "high"))
    assert declared(Raw(), ("tree", "below", "below"), SERVICE).reach == Reach("data")
    assert declared(Raw(), ("for",), SERVICE).reference == "purpose"

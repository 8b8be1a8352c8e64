"""The base of every model, and the field types that manifests share."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationInfo,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

NAME = r"[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?"
MAX_WORDS = 20_000
"""Characters in one text for people."""
LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"


class Model(BaseModel):
    """Base of all models: unknown fields are refused, values never change after they were checked."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, serialize_by_alias=True
    )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a value is checked against: pydantic's validation context. Absent in tests of one model alone."""

    language: str
    """First language: a plain string in a text field is in this one."""
    known: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Kind of reference (`purpose`, `partner`, `capability` ...) -> the names that exist."""


def _surroundings(info: ValidationInfo) -> Surroundings | None:
    return info.context if isinstance(info.context, Surroundings) else None


def valid_name(value: str) -> str:
    """`value` if it can be a name. Raises PydanticCustomError."""
    if not re.fullmatch(NAME, value) or "--" in value:
        raise PydanticCustomError(
            "bad_name",
            "a name has 1 to 40 small letters, digits and single hyphens and begins with a letter",
        )
    return value


NAME_PATTERN = rf"^(?!.*--){NAME}$"
Name = Annotated[str, AfterValidator(valid_name), Field(json_schema_extra={"pattern": NAME_PATTERN})]
"""1 to 40 of a-z, 0-9 and single hyphens, beginning with a letter: names become host names and paths."""


def _valid_language(value: str) -> str:
    if not re.fullmatch(LANGUAGE, value):
        raise PydanticCustomError(
            "bad_language", "a language is written as its code, such as nl, pl-simple or uk"
        )
    return value


Language = Annotated[
    str, AfterValidator(_valid_language), Field(json_schema_extra={"pattern": f"^{LANGUAGE}$"})
]
"""A BCP 47 language tag (RFC 5646)."""


def _as_language_map(value: Any, info: ValidationInfo) -> Any:
    around = _surroundings(info)
    if isinstance(value, str):
        return {around.language if around else "en": value}
    return value


def _text_has_words(value: dict[str, str]) -> dict[str, str]:
    if not value or any(not words.strip() for words in value.values()):
        raise PydanticCustomError("empty_text", "a text for people cannot be empty")
    return value


class TextMark:
    """Marks a field as text for people."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        words = {"type": "string", "maxLength": MAX_WORDS, "pattern": r"\S"}
        inner = {**handler(core), "minProperties": 1}
        return {"anyOf": [words, inner]}


Text = Annotated[
    dict[
        Language,
        Annotated[str, StringConstraints(max_length=MAX_WORDS), Field(json_schema_extra={"pattern": r"\S"})],
    ],
    BeforeValidator(_as_language_map),
    AfterValidator(_text_has_words),
    TextMark(),
]
"""Text for people: a string in the first language, or a map of language to string."""


def say(text: Mapping[str, str], language: str, first: str | None = None) -> str:
    """The words of `text` in `language`, else in the language it is a variety of, else in `first`, else any."""
    for tag in (language, language.split("-", maxsplit=1)[0], first):
        if tag and tag in text:
            return text[tag]
    return next(iter(text.values()), "")


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field that names something defined elsewhere; checked against `Surroundings.known`."""

    kind: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return AfterValidator(self.check).__get_pydantic_core_schema__(source, handler)

    def check(self, value: str, info: ValidationInfo) -> str:
        """Return `value` if it is known, else raise `unknown_reference` with what is known."""
        around = _surroundings(info)
        if around is not None and self.kind in around.known and value not in around.known[self.kind]:
            raise PydanticCustomError(
                "unknown_reference",
                'there is no {kind} called "{value}"',
                {"kind": self.kind, "value": value, "known": sorted(around.known[self.kind])},
            )
        return value

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(core), "x-koban-reference": self.kind}


PurposeRef = Annotated[str, Reference("purpose")]
"""Names an entry of the force's `purposes`."""
PartnerRef = Annotated[str, Reference("partner")]
"""Names an entry of the community's `partners`."""
CapabilityRef = Annotated[str, Reference("capability")]
"""Names a capability of an installed capability module."""
ThemeRef = Annotated[str, Reference("theme")]
"""Names a theme of an installed capability module."""
EvidenceRef = Annotated[str, Reference("evidence")]
"""Names an entry of an installed evidence register."""
ConnectorRef = Annotated[str, Reference("connector instance")]
"""Names an entry of the community's `connectors`."""


INSIDE_FOLDER = r"^(?![\s\S]*(?:^|/)\.\.(?![^/]))[^/\\:]+(?:/[^/\\]+)*$"
"""What a schema says of a path that stays in its folder."""


@dataclass(frozen=True, slots=True)
class FileReference:
    """Marks a field that names a file in the manifest's folder."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(core), "pattern": INSIDE_FOLDER, "x-koban-file": True}


def _inside_folder(value: str) -> str:
    parts = value.split("/")
    if value.startswith("/") or "\\" in value or ".." in parts or "" in parts or ":" in parts[0]:
        raise PydanticCustomError(
            "path_outside",
            "a file is named relative to the manifest's folder, without `..` and no leading `/`",
        )
    return value


FilePath = Annotated[
    str, StringConstraints(min_length=1, max_length=200), AfterValidator(_inside_folder), FileReference()
]
"""A file in the manifest's folder; its bytes become part of the bundle's blobs."""

"""The declaration of the connector `geojson`: where a collection lies and which of its properties people read."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, ConfigDict, Field, JsonValue, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from koban.api import Config, Connector, FilePath, Reach, Text
from koban_opendata.item import ITEM, Kind


def _https(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme == "https" and bool(parts.hostname) and not parts.username and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise PydanticCustomError(
            "bad_url", "an address begins with https:// and carries no user name or password"
        )
    return value


Address = Annotated[str, StringConstraints(max_length=500), AfterValidator(_https)]
Property = Annotated[str, StringConstraints(min_length=1, max_length=80)]


def _given(name: str) -> JsonValue:
    """The part of a schema that says that `name` is there."""
    return {"not": {"properties": {name: {"type": "null"}}}}


class GeoJsonConfig(Config):
    """Settings under `connectors.<name>.with`: exactly one of `file` and `url`."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [_given("file"), _given("url")]})

    file: FilePath | None = None
    """A GeoJSON file in the community's folder."""
    url: Address | None = None
    """A GeoJSON file on the web, by https. Its host is the only one that this connector may reach."""
    title: Property = "name"
    """The property that holds a thing's name. With `:` and a language after it (`name:fr`) it holds it in that language."""
    describe: Property | None = None
    """The property that holds a few words about it, in more languages as with `title`."""
    kind: Annotated[Kind, Reach("cosmetic")] = "place"
    """What sort of things these are."""
    label: Annotated[Text | None, Reach("cosmetic")] = None
    """What people call them, such as "Street lights"."""
    source: Annotated[str | None, Reach("cosmetic"), Field(max_length=200)] = None
    """Whose data it is, and under which licence."""

    @model_validator(mode="after")
    def _one_place(self) -> GeoJsonConfig:
        if (self.file is None) == (self.url is None):
            raise PydanticCustomError("file_or_url", "give `file` or `url`, one of them")
        return self


class GeoJson(Connector):
    """Points, lines and polygons of a GeoJSON file in the workspace or on the web."""

    name = "geojson"
    title = {"en": "GeoJSON"}
    summary = {"en": "Things at places, from a GeoJSON file in the workspace or on the web."}
    Config = GeoJsonConfig
    pull = "koban_opendata.pull:pull"
    records = [ITEM]
    default_every = "1h"

    def hosts(self, config: GeoJsonConfig) -> tuple[str, ...]:
        """The host of the address that the settings name."""
        return (urlsplit(config.url).hostname or "",) if config.url else ()

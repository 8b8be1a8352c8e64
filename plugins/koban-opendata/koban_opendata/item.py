"""The record that every open-data connector writes: one thing at one place."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from koban.api import Config, RecordType

Kind = Literal["place", "light", "phone", "help", "meeting", "works", "notice"]
"""What sort of thing it is; decides its icon and its word."""


class Item(Config):
    """One thing: its words are in the language of whoever published it."""

    title: Annotated[str, Field(max_length=200)]
    text: Annotated[str, Field(max_length=2_000)] = ""
    kind: Kind = "place"
    geometry: dict[str, Any]
    """GeoJSON geometry (RFC 7946) in longitude and latitude, checked before it is stored."""


ITEM = RecordType("open-data-item", Item, index=("kind",))

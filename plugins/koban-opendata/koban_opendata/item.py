"""The record that every open-data connector writes: one thing at one place."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from koban.api import Config, RecordType

Kind = Literal["place", "light", "phone", "help", "meeting", "works", "notice"]
"""What sort of thing it is; decides its icon and its word."""


class Item(Config):
    """One thing: its words are in the language of whoever published it, and in those into which they put them."""

    title: Annotated[str, Field(max_length=200)]
    text: Annotated[str, Field(max_length=2_000)] = ""
    titles: dict[str, str] = {}
    """Language -> title, where the publisher gives it in more than one."""
    texts: dict[str, str] = {}
    """Language -> text."""
    kind: Kind = "place"
    geometry: dict[str, Any]
    """GeoJSON geometry (RFC 7946) in longitude and latitude, checked before it is stored."""

    def told_in(self, language: str) -> Item:
        """The same with title and text in `language` or its base language, where they are known in it."""
        tags = (language, language.partition("-")[0])
        title = next((self.titles[tag] for tag in tags if tag in self.titles), self.title)
        text = next((self.texts[tag] for tag in tags if tag in self.texts), self.text)
        return self.model_copy(update={"title": title, "text": text})


ITEM = RecordType("open-data-item", Item, index=("kind",))

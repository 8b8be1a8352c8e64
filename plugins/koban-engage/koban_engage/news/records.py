"""What is kept of news."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from koban.api import RecordType


class Version(BaseModel):
    """An article in one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[str, Field(max_length=200)]
    text: Annotated[str, Field(max_length=10_000)]


class Article(BaseModel):
    """One piece of news, in the languages it was written in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    versions: dict[str, Version]
    """Language -> the article in it; the community's first language is always there."""
    state: Literal["draft", "published", "withdrawn"] = "draft"
    published: datetime | None = None
    by: str = ""
    """Login of who wrote it last; never shown to citizens."""
    turn: int = 0
    """Grows with every change, so that two officers do not overwrite each other."""


ARTICLE: RecordType[Article] = RecordType("article", Article, index=("state", "published"))

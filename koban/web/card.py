"""What a feature puts on the home page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["action", "news", "result", "notice"]


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to do, to know or to be told. A `result` says in `title` what people said and in `text` what was done."""

    title: str
    text: str = ""
    href: str = ""
    icon: str = "circle"
    kind: Kind = "action"
    meta: str = ""
    """A date or a state, in words."""
    language: str = ""
    """Language of title and text where it is not the page's: people write in their own."""

"""Says texts for people in one language, or in the nearest that there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from koban.model.base import say


@dataclass(frozen=True, slots=True)
class Voice:
    """The reader's language, and the one that a text is most likely to exist in besides."""

    language: str
    first: str

    def __call__(self, text: Mapping[str, str]) -> str:
        """The words of `text`."""
        return say(text, self.language, self.first)

    def title(self, entry: Mapping[str, Any] | None, name: str) -> str:
        """What an entry is called, or its name where there is no entry."""
        return self(entry["title"]) if entry and entry.get("title") else name

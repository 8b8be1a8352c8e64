"""The language that a plan is told in: its sentences, and how it writes dates, numbers, lengths of time and lists."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from koban.model.base import LANGUAGE, say
from koban.model.duration import PATTERN, staffed_days
from koban.plan.phrase import phrase, phrases
from koban.texts.formats import Formats
from koban.texts.languages import locale_of
from koban.texts.words import base_language, read_words

LOCALES = Path(__file__).parent / "locales"
TONGUES = ("en", "nl", "de", "pl", "pt")
"""Languages that plans are told in; whoever speaks another is told in English."""
_LONGEST = 90
_HUGE = 1e15
"""From here on a number has more digits than formats take."""
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Speech:
    """One language, with the tags in which the communities write."""

    def __init__(self, language: str, tags: Collection[str] = (), country: str = "") -> None:
        """`tags` tell a text for people from other maps; `country` is where the readers are."""
        self.language = language
        self._tags = frozenset(tags)
        tongue = language if base_language(language) in TONGUES else "en"
        self._words = read_words(tongue, (LOCALES,))
        self._locale = locale_of(tongue, country)
        self._formats = Formats(tongue, dt.UTC, country)

    def say(self, message: str, **values: object) -> str:
        """A sentence with its values."""
        return self._words.gettext(message, **values)

    def count(self, forms: tuple[str, str], n: int, **values: object) -> str:
        """A sentence with a number."""
        one, many = forms
        return self._words.ngettext(one, many, n, **values)

    def listed(self, parts: Sequence[str]) -> str:
        """Several things as the language lists them."""
        return self._formats.listed(parts)

    def quoted(self, words: str) -> str:
        """Somebody's words in quotation marks, on one line, shortened, without signs that turn what stands around them."""
        line = _UNSEEN.sub("", " ".join(words.split()))
        short = line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
        return self.say(phrase('"{words}"'), words=short)

    def is_text(self, value: Any) -> bool:
        """Whether `value` is a text for people: a map of language to words."""
        return (
            isinstance(value, Mapping)
            and not self._tags.isdisjoint(value)
            and all(re.fullmatch(LANGUAGE, tag) and isinstance(said, str) for tag, said in value.items())
        )

    def text(self, value: Mapping[str, str]) -> str:
        """What a text says to whoever reads the plan."""
        return say(value, self.language)

    def value(self, value: Any) -> str:
        """Any value in words."""
        if value is None:
            return self.say(phrase("nothing"))
        if isinstance(value, bool):
            return self.say(phrase("yes")) if value else self.say(phrase("no"))
        if isinstance(value, int | float):
            return self._formats.number(value) if abs(value) < _HUGE else str(value)
        if isinstance(value, Mapping):
            return self.quoted(self.label(value) or ", ".join(value))
        if isinstance(value, list):
            return self.listed([self.value(one) for one in value]) if value else self.say(phrase("nothing"))
        return self._written(str(value))

    def label(self, value: Any) -> str:
        """What people call a thing: its label, title, name, statement, text or address; empty if it says none of them."""
        if not isinstance(value, Mapping):
            return ""
        if self.is_text(value):
            return self.text(value)
        for key in ("label", "title", "name", "statement", "text", "address"):
            inner = value.get(key)
            if isinstance(inner, str):
                return inner
            if isinstance(inner, Mapping) and inner:
                return self.text(inner)
        return ""

    def language_name(self, tag: str) -> str:
        """What this language calls another."""
        base, _, variety = tag.partition("-")
        name = str(self._locale.languages.get(base, base))
        if variety == "simple":
            return self.say(phrase("{language} in easy words"), language=name)
        return f"{name} ({variety})" if variety else name

    def country_name(self, code: str) -> str:
        """What this language calls a country."""
        return str(self._locale.territories.get(code, code))

    def _written(self, value: str) -> str:
        if re.match(PATTERN, value):
            days = staffed_days(value)
            if days is None:
                return self._formats.duration(value)
            return self.count(phrases("{n} staffed day", "{n} staffed days"), days)
        day = _day(value)
        return self._formats.short_date(day) if day else self.quoted(value)


def _day(written: str) -> dt.date | None:
    """The date that is written like `2026-03-14`, if the calendar has it."""
    if not _DATE.fullmatch(written):
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        return None


@cache
def speech_in(language: str) -> Speech:
    """The speech of `language` for sentences that quote nobody."""
    return Speech(language)

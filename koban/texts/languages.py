"""Languages: which way they are written, what they call themselves, and which one a reader wants."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError

from koban.texts.words import Words, base_language

Direction = Literal["ltr", "rtl"]


@cache
def locale_of(tag: str, country: str = "") -> Locale:
    """Babel's locale for `tag` in `country`, for `tag` alone or its base language where Babel knows no more, else English."""
    for candidate in (f"{base_language(tag)}-{country}", tag, base_language(tag), "en"):
        try:
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise LookupError(tag)


def direction(tag: str) -> Direction:
    """`rtl` for languages written from right to left."""
    return "rtl" if locale_of(tag).text_direction == "rtl" else "ltr"


def own_name(tag: str, words: Words) -> str:
    """What the language calls itself: from its catalogue, else from Babel."""
    named = words.gettext("English")  # a catalogue translates it by its language's own name
    locale = locale_of(tag)
    name = locale.get_display_name() or tag
    name = name[:1].upper() + name[1:]
    variety = tag.partition("-")[2]
    if not variety or locale.territory or locale.script or locale.variant:
        return name if named == "English" else named
    return named if named not in {"English", name} else f"{name} ({variety})"


def choose(offered: Sequence[str], wanted: Sequence[str]) -> str | None:
    """The first of `wanted` that is offered exactly or as its base language."""
    folded = {tag.lower(): tag for tag in offered}
    for tag in wanted:
        if tag.lower() in folded:
            return folded[tag.lower()]
    for tag in wanted:
        if base_language(tag.lower()) in folded:
            return folded[base_language(tag.lower())]
    return None


def accepted(header: str) -> list[str]:
    """The tags of an `Accept-Language` header (RFC 9110), the best first; at most twenty are read."""
    weighted: list[tuple[float, str]] = []
    for part in header[:1000].split(",")[:20]:
        tag, _, parameter = part.strip().partition(";")
        quality = parameter.strip().removeprefix("q=") or "1"
        try:
            weighted.append((float(quality), tag.strip()))
        except ValueError:
            continue
    return [tag for weight, tag in sorted(weighted, key=lambda w: -w[0]) if weight > 0 and tag != "*"]

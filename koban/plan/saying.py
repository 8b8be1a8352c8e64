"""The words around a plan in a force's language: headings, labels, counts. What changes is put into words elsewhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from koban.texts.catalogue import read_catalogue
from koban.texts.words import Words, base_language

FRAME = Path(__file__).parent / "frame"
"""Catalogues by language; English stands in the code."""


def say(language: str, message: str, **values: object) -> str:
    """`message` in `language`, with `values` put in for `{name}`."""
    return _words(language).gettext(message, **values)


def say_count(language: str, one: str, many: str, n: int, **values: object) -> str:
    """`one` or `many` in `language`, in the form that `n` takes; `{n}` is the number itself."""
    return _words(language).ngettext(one, many, n, **values)


@cache
def _words(language: str) -> Words:
    paths = (FRAME / f"{tag}.po" for tag in dict.fromkeys((language, base_language(language))))
    return Words(language, [read_catalogue(path.read_bytes()) for path in paths if path.is_file()])

"""Texts for people put into a page: where one does not exist in the reader's language, it says which language it is in."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from koban.model.base import say


def passage(text: Mapping[str, str], language: str, first: str) -> Markup:
    """The words of `text` as `say` chooses them, marked with their language where that is another than the reader's."""
    words = say(text, language, first)
    if language in text or language.split("-", maxsplit=1)[0] in text:
        return Markup("<bdi>{}</bdi>").format(words)
    spoken = first if first in text else next(iter(text), language)
    return Markup('<bdi lang="{}">{}</bdi>').format(spoken, words)

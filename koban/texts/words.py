"""Translations in one language: the catalogues of KOBAN and its plugins, then those of the base language, then English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock

from markupsafe import Markup, escape

from koban.texts.catalogue import Catalogue, read_catalogue

CORE = Path(__file__).parent / "locales"


class Words:
    """What `_` and `ngettext` are bound to. Values are put in for `{name}`; markup in values stays markup."""

    def __init__(self, language: str, chain: Sequence[Catalogue]) -> None:
        """Look messages up along `chain`, the closest language first."""
        self.language = language
        self._chain = tuple(chain)

    def gettext(self, msgid: str, **values: object) -> str:
        """`msgid` in this language."""
        found = next((text for c in self._chain if (text := c.find(msgid)) is not None), msgid)
        return fill(found, values)

    def ngettext(self, one: str, many: str, n: int, **values: object) -> str:
        """`one` or `many` in this language, in the form that `n` takes; `{n}` is the number itself."""
        found = next((text for c in self._chain if (text := c.find_plural(one, n)) is not None), None)
        return fill(found if found is not None else (one if n == 1 else many), {"n": n, **values})


def fill(text: str, values: dict[str, object]) -> str:
    """Put `values` in for `{name}`. If one of them is markup, the result is markup and the rest is escaped."""
    if not values:
        return text
    safe = any(hasattr(value, "__html__") for value in values.values())

    def value_of(match: re.Match[str]) -> str:
        if match[1] not in values:
            return match[0]
        value = values[match[1]]
        return str(escape(value)) if safe else str(value)

    filled = re.sub(r"\{([a-z_]+)\}", value_of, str(escape(text)) if safe else text)
    return Markup(filled) if safe else filled  # noqa: S704 - every part was escaped or already markup


def base_language(tag: str) -> str:
    """The primary subtag: `pl` of `pl-simple`."""
    return tag.split("-", maxsplit=1)[0]


@cache
def _catalogue(path: Path) -> Catalogue | None:
    return read_catalogue(path.read_bytes()) if path.is_file() else None


def read_words(language: str, folders: Sequence[Path]) -> Words:
    """Translations into `language` from `<folder>/<tag>.po`; an earlier folder wins, and after all of them the base language."""
    tags = dict.fromkeys((language, base_language(language)))
    paths = (folder / f"{tag}.po" for tag in tags for folder in folders)
    return Words(language, [c for path in paths if (c := _catalogue(path))])


class Library:
    """All catalogues that this process can reach: KOBAN's own folder, then one of each plugin."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        """Catalogues are `<folder>/<tag>.po`; an earlier folder wins."""
        self._folders = (CORE, *folders)
        self._words: dict[str, Words] = {}
        self._lock = Lock()

    def words(self, language: str) -> Words:
        """Translations into `language`; read once, then kept."""
        with self._lock:
            if language not in self._words:
                self._words[language] = read_words(language, self._folders)
            return self._words[language]

"""The texts for people in a package's code and templates, and how far its catalogues translate them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from koban.plan.speech import LOCALES, TONGUES

METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext:babel_extract")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "phrase": None, "phrases": (1, 2)}
LANGUAGES = ("ar", "de", "de-simple", "es", "fr", "nl", "pl", "pt", "tr", "uk")
"""What KOBAN and its first-party plugins are translated into; English stands in the code."""
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""All that a catalogue's header needs to say: no dates and nobody's name."""


def extract(package: Path) -> Catalog:
    """Every message in `package` but those of packages in it, with where it stands. Raises what Babel raises on a file that does not parse."""
    found = Catalog(project=package.name, charset="utf-8")
    for file, line, message, comments, _ in extract_from_dir(
        str(package),
        method_map=METHODS,
        options_map={},
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        directory_filter=lambda folder: not _apart(package, Path(folder)),
    ):
        found.add(message, None, [(file, line)], auto_comments=comments)
    return found


def read(path: Path, language: str) -> Catalog:
    """The catalogue at `path`, or an empty one for `language`."""
    if not path.is_file():
        return Catalog(locale=language.split("-", maxsplit=1)[0], charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def packages(package: Path) -> list[Path]:
    """`package` and those in it that keep catalogues of their own."""
    return [package, *(folder for folder in sorted(package.glob("*")) if _apart(package, folder))]


def languages(package: Path) -> tuple[str, ...]:
    """What `package` is translated into: plans into fewer languages than what citizens read."""
    return tuple(tag for tag in TONGUES if tag != "en") if locales(package) == LOCALES else LANGUAGES


def update(package: Path) -> None:
    """Bring `package/locales/<tag>.po` up to date: new messages come in untranslated, those that are gone leave."""
    template = extract(package)
    folder = locales(package)
    folder.mkdir(exist_ok=True)
    for language in languages(package):
        path = folder / f"{language}.po"
        catalogue = read(path, language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        body = BytesIO()
        write_po(body, catalogue, width=110, sort_output=True, omit_header=True, no_location=True)
        path.write_bytes(
            HEADER.format(language=language, plural=catalogue.plural_forms).encode() + body.getvalue()
        )


def locales(package: Path) -> Path:
    """Where `package` keeps its catalogues."""
    own = package / "texts" / "locales"
    return own if own.parent.is_dir() else package / "locales"


def _apart(package: Path, folder: Path) -> bool:
    return folder != package and (folder / "locales").is_dir() and folder / "locales" != locales(package)


def faults(package: Path, language: str) -> Iterator[str]:
    """What is wrong with a translation: a message missing, left over, or with other `{names}` than the original."""
    wanted = {message.id: message for message in extract(package) if message.id}
    catalogue = read(locales(package) / f"{language}.po", language)
    kept = {message.id: message for message in catalogue if message.id}
    for message_id in wanted.keys() - kept.keys():
        yield f"{language}: not in the catalogue: {message_id!r}"
    for message_id in kept.keys() - wanted.keys():
        yield f"{language}: nothing uses: {message_id!r}"
    for message in kept.values():
        yield from _message_faults(message, language, catalogue.num_plurals)


def _message_faults(message: Message, language: str, plurals: int) -> Iterator[str]:
    originals = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    words = [text for text in texts if text]
    if len(words) < len(texts) or (len(originals) > 1 and len(texts) != plurals):
        yield f"{language}: not translated: {message.id!r}"
        return
    allowed = _names(originals[-1])
    for text in words:
        if not _names(text) <= allowed or (len(originals) == 1 and _names(text) != allowed):
            yield f"{language}: other names in braces: {message.id!r} -> {text!r}"


def _names(text: str) -> set[str]:
    return set(re.findall(r"\{([a-z_]+)\}", text))


if __name__ == "__main__":
    for package in sys.argv[1:]:
        for one in packages(Path(package).resolve()):
            update(one)

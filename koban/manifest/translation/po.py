"""PO files, which translators' programs know: writing one for a language, reading what comes back. Text only, no files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.translation.language import Translation
from koban.manifest.translation.original import dotted

MAX_BYTES = 8 * 1024 * 1024
_NO_PO = "this is no PO file that can be read"
_CURE = "export one with `koban texts NAME --export po`, and save it as UTF-8"


@dataclass(frozen=True, slots=True)
class Entry:
    """One translated text."""

    context: str
    """The path of the text."""
    original: str
    words: str
    """The translation; may be empty."""
    fuzzy: bool
    """Whether the translator is not done with it."""
    line: int
    plural: bool = False


@dataclass(slots=True)
class PoFile:
    """What one file brings."""

    file: str
    language: str = ""
    """As its header says it."""
    entries: list[Entry] = field(default_factory=list)


def export_po(translation: Translation, community: str) -> bytes:
    """The PO file of a language: every text with its place, its path as context, and what is stale as fuzzy."""
    catalog = Catalog()
    stale = {each.original.path: each for each in translation.stale}
    for original in translation.originals:
        if original.language == translation.language:
            continue
        old = stale.get(original.path)
        message = catalog.add(
            original.said,
            translation.words(original) or "",
            locations=[(original.span.file, original.span.line)],
            auto_comments=[f"it read: {old.before}"] if old is not None else [],
            context=dotted(original.path),
        )
        # Babel takes a per cent sign for a program's placeholder; these are words for people.
        message.flags -= {"python-format"}
        message.flags |= {"fuzzy"} if old is not None else set()
    body = BytesIO()
    write_po(body, catalog, omit_header=True)
    return _header(translation.language, community) + body.getvalue()


def _header(language: str, community: str) -> bytes:
    fields = {
        "Project-Id-Version": community,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    return f'msgid ""\nmsgstr ""\n{lines}\n'.encode()


class _Reading(Catalog):
    """Takes every message as it comes: Babel's own catalogue would merge some and refuse tags that it does not know."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []

    def __setitem__(self, id: object, message: Message) -> None:  # noqa: A002 - Babel's word
        self.messages.append(message)


def read_po(body: bytes, file: str) -> tuple[PoFile | None, list[Diagnostic]]:
    """What stands in a PO file called `file`, or why it cannot be read."""
    if len(body) > MAX_BYTES:
        message = f"the file has {len(body):,} bytes; a PO file may have {MAX_BYTES:,}"
        return None, [Diagnostic("KB348", message, Span(file), help=_CURE)]
    catalog = _Reading()
    try:
        lines = body.decode("utf-8-sig").split("\n")
        PoFileParser(catalog, ignore_obsolete=True, abort_invalid=True).parse(lines)
    except PoFileError as error:
        line = error.lineno + 1
        span = Span(file, line, 1, line, max(2, len(error.line) + 1))
        return None, [Diagnostic("KB348", _NO_PO, span, help=_CURE)]
    except ValueError:
        # Not UTF-8, or what Babel's parser trips over without saying where.
        return None, [Diagnostic("KB348", _NO_PO, Span(file), help=_CURE)]
    headers = [str(each.string) for each in catalog.messages if not each.id]
    return PoFile(file, _language(headers), list(_entries(catalog.messages))), []


def _language(headers: Iterable[str]) -> str:
    fields = (line.partition(":") for header in headers for line in header.split("\n"))
    named = (value.strip() for name, _, value in fields if name.strip().lower() == "language")
    return next(named, "").replace("_", "-")


def _entries(messages: Iterable[Message]) -> Iterable[Entry]:
    for message in messages:
        if not message.id:
            continue
        plural = not isinstance(message.id, str)
        original = message.id if isinstance(message.id, str) else message.id[0]
        words = message.string if isinstance(message.string, str) else ""
        line = message.lineno or 1
        yield Entry(message.context or "", original, words, message.fuzzy, line, plural)

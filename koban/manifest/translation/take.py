"""Takes translations from a PO file: what fits, and for everything else why it does not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from koban.diagnostics.diagnostic import Diagnostic, Related, Span
from koban.manifest.suggestion import did_you_mean, listed
from koban.manifest.translation.language import Translation
from koban.manifest.translation.original import Original, dotted
from koban.manifest.translation.po import Entry, PoFile
from koban.manifest.walk import Path
from koban.model.base import MAX_WORDS

_GUESSED = 100
_SLOT = re.compile(r"\{[A-Za-z_][A-Za-z0-9_]*\}")


@dataclass(slots=True)
class Taken:
    """What a PO file brings to one language."""

    words: dict[Path, str] = field(default_factory=dict)
    """New translations and changed ones."""
    confirmed: set[Path] = field(default_factory=set)
    """Stale ones that the translator finds to fit still: the same words, and not fuzzy any more."""
    unfinished: int = 0
    """Fuzzy entries with other words than before: their translator is not done."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    """Why the others are not taken."""


def language_of(po: PoFile, declared: Sequence[str]) -> tuple[str, list[Diagnostic]]:
    """Which of the `declared` languages (the first one first) the file is in; "" and why not if it is none to translate to."""
    further = {tag.lower(): tag for tag in declared[1:]}
    found = further.get(po.language.lower(), "")
    if found:
        return found, []
    cure = f"its header says `Language:` and one of {listed(further.values())}"
    if not further:
        cure = "declare the language under `languages` first"
    if not po.language:
        message = "the file does not say which language it is in"
    elif po.language.lower() == declared[0].lower():
        message = f"{po.language} is the language that is translated from"
    else:
        message = f"the community does not declare the language {po.language[:40]}"
    label = did_you_mean(po.language, further.values())
    return "", [Diagnostic("KB348", message, Span(po.file), label=label, help=cure)]


def take(po: PoFile, translation: Translation) -> Taken:
    """What of `po` can be taken into `translation`."""
    taken = Taken()
    known = {dotted(each.path): each for each in translation.originals}
    stale = {each.original.path for each in translation.stale}
    lines: dict[Path, int] = {}
    for entry in po.entries:
        original = known.get(entry.context)
        if not entry.words.strip() and not entry.plural:
            continue
        if original is None or entry.plural:
            # Looking for what was meant takes time, and nobody reads hundreds of guesses.
            guess = known if len(taken.diagnostics) < _GUESSED else {}
            taken.diagnostics.append(_no_place(entry, po.file, guess))
            continue
        same = entry.words == translation.words(original)
        if same and (entry.fuzzy or original.path not in stale):
            continue
        wrong = None if entry.fuzzy else _misfit(entry, original, po.file)
        if entry.fuzzy:
            taken.unfinished += 1
        elif wrong is not None:
            taken.diagnostics.append(wrong)
        elif same:
            taken.confirmed.add(original.path)
        else:
            taken.words[original.path] = entry.words
            lines[original.path] = entry.line
    _refuse_parts_of_lists(taken, translation, lines, po.file)
    return taken


def _at(line: int, file: str) -> Span:
    return Span(file, line, 1, line, len("msgid") + 1)


def _no_place(entry: Entry, file: str, known: Mapping[str, Original]) -> Diagnostic:
    if entry.plural:
        message = "a text for people has no plural form here"
        cure = "write it as one text, with msgid and msgstr only"
    elif entry.context:
        message = f'the manifest has no text "{entry.context[:120]}"'
        cure = "it may be renamed or gone; export the file anew"
    else:
        message = "an entry without msgctxt, which says where in the manifest the text stands"
        cure = "export the file anew, and keep msgctxt as it is"
    label = did_you_mean(entry.context, known) if entry.context and not entry.plural else ""
    return Diagnostic("KB346", message, _at(entry.line, file), label=label, help=cure)


def _misfit(entry: Entry, original: Original, file: str) -> Diagnostic | None:
    at = _at(entry.line, file)
    if entry.original != original.said:
        message = (
            f'"{entry.context}" reads otherwise now than when it was translated, so its translation is stale'
        )
        related = (Related(original.span, "it reads now"),)
        return Diagnostic("KB347", message, at, help="export the file anew, and look again", related=related)
    if len(entry.words) > MAX_WORDS:
        message = f"the translation has {len(entry.words):,} characters; a text may have {MAX_WORDS:,}"
        return Diagnostic("KB349", message, at, help="shorten it")
    wanted, found = set(_SLOT.findall(original.said)), set(_SLOT.findall(entry.words))
    if wanted == found:
        return None
    if wanted - found:
        message = f"the translation lacks {listed(sorted(wanted - found))}"
        cure = "keep what stands in braces as it is: something is put in its place"
    else:
        message = f"the translation has {listed(sorted(found - wanted))}, which the original does not have"
        cure = "leave it out: nothing would be put in its place"
    return Diagnostic("KB349", message, at, help=cure)


def _refuse_parts_of_lists(
    taken: Taken, translation: Translation, lines: Mapping[Path, int], file: str
) -> None:
    """Texts that are the entries of a list are translated all together: none of them has a key to stand under."""
    there = translation.fitted.words.keys() | taken.words.keys()
    in_lists = [each.path for each in translation.originals if isinstance(each.path[-1], int)]
    partly = {path[:-1] for path in in_lists if path not in there}
    for path in [path for path in taken.words if isinstance(path[-1], int) and path[:-1] in partly]:
        message = f'"{dotted(path[:-1])}" is a list, of which this file translates only a part'
        del taken.words[path]
        taken.diagnostics.append(
            Diagnostic("KB349", message, _at(lines[path], file), help="translate all of its entries")
        )

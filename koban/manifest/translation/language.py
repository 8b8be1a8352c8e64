"""One further language of a community: which texts it has, lacks, and which of its translations are stale."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.document import read_yaml
from koban.manifest.node import Node
from koban.manifest.translation.ageing import Past
from koban.manifest.translation.fit import Fitted, Shape, fit
from koban.manifest.translation.original import Original
from koban.manifest.translation.remarks import Remarks, read_remarks
from koban.manifest.translation.sheet import Sheet, write_sheet
from koban.manifest.tree import Tree
from koban.manifest.walk import Path

_EMPTY = "KB102"


@dataclass(frozen=True, slots=True)
class Stale:
    """A translation whose original changed since."""

    original: Original
    before: str
    """How the original read when the translation was written."""
    translation: str
    span: Span
    """Where the translation stands."""


@dataclass(slots=True)
class Translation:
    """A community's texts in one language."""

    language: str
    file: str
    shape: Shape
    originals: Sequence[Original]
    source: str = ""
    """The file's text; empty if there is none."""
    over: Node | None = None
    fitted: Fitted = field(default_factory=Fitted)
    remarks: Remarks = field(default_factory=Remarks)
    mistakes: list[Diagnostic] = field(default_factory=list)
    """Why the file cannot be written anew before a person has mended it."""
    stale: list[Stale] = field(default_factory=list)
    answered: set[Path] = field(default_factory=set)
    """Paths of translations that are not stale only because a person says that they fit still."""

    def words(self, original: Original) -> str | None:
        """The translation of `original`, wherever it stands."""
        own = self.fitted.words.get(original.path)
        return str(own.value) if own is not None else original.words.get(self.language)

    def lacking(self) -> list[Original]:
        """The texts without a translation."""
        return [each for each in self.originals if self.words(each) is None]


def read_translation(
    shape: Shape, originals: Sequence[Original], languages: Sequence[str], at: tuple[str, str], tree: Tree
) -> Translation:
    """The texts in the language and the file that `at` names; the file need not be there.

    `languages` are those the community declares, the first one first.
    """
    language, file = at
    translation = Translation(language, file, shape, originals)
    entry = tree.entries().get(file)
    if entry is None:
        return translation
    over, problems = read_yaml(tree, entry)
    translation.mistakes = [each for each in problems if each.code != _EMPTY]
    if translation.mistakes:
        return translation
    translation.source, translation.over = tree.read(file).decode("utf-8-sig"), over
    if over is not None:
        translation.fitted = fit(shape, over, language, languages[0])
        translation.mistakes = translation.fitted.mistakes
    if not translation.mistakes:
        known = {*languages, *(each.language for each in originals)}
        translation.remarks = read_remarks(translation.source, over, known)
    return translation


def look_back(translation: Translation, past: Past) -> None:
    """Find out which translations are stale."""
    for original in translation.originals:
        words = translation.words(original)
        if words is None or original.language == translation.language:
            continue
        before = past.original_of(original, translation.language, words)
        if before is None or before == original.said:
            continue
        if translation.remarks.fits.get(original.path) == original.said:
            translation.answered.add(original.path)
            continue
        own = translation.fitted.words.get(original.path)
        span = own.span if own is not None else original.span
        translation.stale.append(Stale(original, before, words, span))


def rewrite(
    translation: Translation,
    new: Mapping[Path, str] = MappingProxyType({}),
    confirmed: Collection[Path] = (),
    *,
    sure: bool = True,
) -> str:
    """The file's text, tidied, with `new` translations in it.

    `confirmed` are stale ones that a person finds to fit still; such notes are dropped where they are not needed,
    if that is `sure`: without the whole history old marks stay as they are.
    """
    own = translation.fitted.words | translation.fitted.kept
    words = {path: str(node.value) for path, node in own.items()} | dict(new)
    by_path = {each.path: each for each in translation.originals}
    for path in confirmed:
        # It may stand in the manifest itself; what is said about it needs it here.
        words.setdefault(path, translation.words(by_path[path]) or "")
    fits = {path: by_path[path].said for path in confirmed}
    for path, then in translation.remarks.fits.items():
        needed = path in translation.answered or not sure
        if path in by_path and path in words and path not in new and needed and then == by_path[path].said:
            fits[path] = then
    waiting = {
        each.path: (each.said, each.language)
        for each in translation.lacking()
        if each.path not in words and translation.shape.spec.get(*each.path) is not None
    }
    aged = {each.original.path for each in translation.stale} | (set() if sure else translation.remarks.stale)
    aged -= {*new, *confirmed}
    stale = {path: each.said for path, each in by_path.items() if path in aged and path in words}
    sheet = Sheet(translation.shape.spec, words, waiting, stale, fits)
    return write_sheet(sheet, translation.source, translation.over, translation.remarks)

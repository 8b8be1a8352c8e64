"""What `koban texts` found, for machines and for people who translate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from koban.cli.translating import Looked
from koban.diagnostics.report import as_data
from koban.diagnostics.screen import safe
from koban.manifest.translation.language import Stale, Translation
from koban.manifest.translation.original import Original, dotted
from koban.model.output import CommunityTexts, LanguageTexts, LeftOverText, StaleText


def as_output(looked: Looked, *, first_too: bool) -> CommunityTexts:
    """What was found in one community; `first_too` with a row for the language it is written in."""
    rows = [_first(looked)] if first_too else []
    return CommunityTexts.model_validate(
        {
            "community": looked.name,
            "languages": rows + [_row(translation) for translation in looked.translations],
            "staleness": looked.staleness,
            "stalenessReason": looked.why,
        }
    )


def _first(looked: Looked) -> LanguageTexts:
    texts = looked.texts.originals if looked.texts is not None else []
    first = looked.texts.languages[0] if looked.texts is not None else ""
    return _language(first, looked.manifest, len(texts), [each for each in texts if each.language != first])


def _row(translation: Translation) -> LanguageTexts:
    total = len(translation.originals)
    if translation.mistakes:
        wrong = as_data(translation.mistakes, 1)["diagnostics"]
        return _language(translation.language, translation.file, total, translation.originals, wrong)
    row = _language(translation.language, translation.file, total, translation.lacking())
    left_over = [
        LeftOverText(path=dotted(each.path), file=each.span.file, line=each.span.line)
        for each in translation.fitted.left_over
    ]
    stale = [_stale(each) for each in translation.stale]
    return row.model_copy(update={"stale": stale, "left_over": left_over})


def _language(
    language: str, file: str, total: int, lacking: Sequence[Original], wrong: Sequence[object] = ()
) -> LanguageTexts:
    return LanguageTexts.model_validate(
        {
            "language": language,
            "file": file,
            "texts": total,
            "present": total - len(lacking),
            "lacking": [_place(each) for each in lacking] if not wrong else [],
            "stale": [],
            "leftOver": [],
            "mistakes": wrong,
        }
    )


def _place(original: Original) -> dict[str, object]:
    return {
        "path": dotted(original.path),
        "file": original.span.file,
        "line": original.span.line,
        "language": original.language,
        "words": original.said,
    }


def _stale(found: Stale) -> StaleText:
    return StaleText.model_validate(
        {
            **_place(found.original),
            "before": found.before,
            "translation": found.translation,
            "translationFile": found.span.file,
            "translationLine": found.span.line,
        }
    )


def complete(found: CommunityTexts) -> bool:
    """Whether nothing is lacking, stale or left over."""
    return not any(row.lacking or row.stale or row.left_over or row.mistakes for row in found.languages)


def as_text(found: CommunityTexts) -> Iterator[str]:
    """The same in lines for a terminal."""
    yield f"{found.community}"
    for row in found.languages:
        yield from _told(row)
    if found.staleness == "unknown":
        yield f"  whether translations are stale is not known: {safe(found.staleness_reason)}"
    elif found.staleness == "partly":
        yield f"  older changes may have made translations stale too: {safe(found.staleness_reason)}"


def _told(row: LanguageTexts) -> Iterator[str]:
    if row.mistakes:
        yield f"  {row.language}: {row.file} has mistakes"
        for wrong in row.mistakes:
            yield f"    {wrong.file}:{wrong.line}:{wrong.column}: {safe(wrong.message)} [{wrong.code}]"
        return
    counts = [(len(row.lacking), "lacking"), (len(row.stale), "stale"), (len(row.left_over), "left over")]
    more = "".join(f", {number} {word}" for number, word in counts if number)
    yield f"  {row.language}: {row.present} of {row.texts} texts{more or ', complete'}"
    for text in row.lacking:
        yield f"    lacking     {text.path}  ({text.file}:{text.line})"
        yield f"      {text.language}: {safe(text.words)}"
    for old in row.stale:
        yield f"    stale       {old.path}  ({old.translation_file}:{old.translation_line})"
        yield f"      {old.language}, then: {safe(old.before)}"
        yield f"      {old.language}, now:  {safe(old.words)}"
        yield f"      {row.language}: {safe(old.translation)}"
    for left in row.left_over:
        yield f"    left over   {safe(left.path)}  ({left.file}:{left.line})"

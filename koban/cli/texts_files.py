"""Writes files of texts and PO files, and takes PO files in, for `koban texts`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import click

from koban.cli.exit import Exit
from koban.cli.translating import Looked
from koban.diagnostics.diagnostic import Diagnostic
from koban.diagnostics.render import render
from koban.diagnostics.screen import safe
from koban.manifest.signs import split_lines
from koban.manifest.translation.language import Translation, rewrite
from koban.manifest.translation.original import dotted
from koban.manifest.translation.po import MAX_BYTES, export_po, read_po
from koban.manifest.translation.sheet import TooBigError
from koban.manifest.translation.take import Taken, language_of, take
from koban.manifest.walk import Path as TextPath


def write_files(folder: Path, looked: Iterable[Looked]) -> Exit:
    """Tidy the files of texts of what was looked at."""
    refused = False
    for one in looked:
        refused |= _hidden(one)
        for translation in one.translations:
            if _tell_mistakes(translation):
                refused = True
                continue
            for left in translation.fitted.left_over:
                click.echo(
                    f"{left.span}: took out {safe(dotted(left.path))}, which nothing in the manifest has"
                )
            if not _write(folder, translation, sure=one.staleness == "known"):
                click.echo(f"{translation.file}: nothing to change")
    return Exit.PROBLEMS if refused else Exit.FINE


def export_files(to: Path, looked: Iterable[Looked]) -> Exit:
    """Write a PO file for each language of what was looked at; none is overwritten."""
    refused = False
    for one in looked:
        refused |= _hidden(one)
        for translation in one.translations:
            path = to / f"{one.name}.{translation.language}.po"
            if _tell_mistakes(translation):
                refused = True
                continue
            to.mkdir(parents=True, exist_ok=True)
            try:
                with path.open("xb") as file:
                    file.write(export_po(translation, one.name))
            except FileExistsError:
                raise click.UsageError(
                    f"{path} is there already; import what is in it, then move it away"
                ) from None
            click.echo(f"wrote {path}: {_sum(translation)}")
    return Exit.PROBLEMS if refused else Exit.FINE


def import_file(folder: Path, looked: Looked, brought: Path) -> Exit:
    """Take what a PO file brings into the file of texts of its language."""
    if _hidden(looked) or looked.texts is None:
        return Exit.PROBLEMS
    with brought.open("rb") as file:
        body = file.read(MAX_BYTES + 1)
    po, wrong = read_po(body, str(brought))
    if po is None:
        return _refuse(wrong, body)
    language, wrong = language_of(po, looked.texts.languages)
    translation = next((one for one in looked.translations if one.language == language), None)
    if wrong or translation is None:
        return _refuse(wrong, body)
    if _tell_mistakes(translation):
        return Exit.PROBLEMS
    taken = take(po, translation)
    if taken.words or taken.confirmed:
        _write(folder, translation, taken.words, taken.confirmed, sure=looked.staleness == "known")
    click.echo(_told(taken))
    return _refuse(taken.diagnostics, body) if taken.diagnostics else Exit.FINE


def _told(taken: Taken) -> str:
    told = f"{len(taken.words)} taken"
    counts = (
        (len(taken.confirmed), "found to fit still"),
        (taken.unfinished, "still fuzzy, so not taken"),
        (len(taken.diagnostics), "refused"),
    )
    return told + "".join(f", {number} {word}" for number, word in counts if number)


def _refuse(found: Sequence[Diagnostic], body: bytes) -> Exit:
    lines = split_lines(body.decode("utf-8-sig", errors="replace"))
    file = found[0].span.file if found else ""
    click.echo(render(found, lambda name: lines if name == file else ()), nl=False)
    return Exit.PROBLEMS


def _hidden(looked: Looked) -> bool:
    if looked.texts is None:
        click.echo(f"{looked.name}: has errors that hide what there is to translate (koban check)")
    return looked.texts is None


def _tell_mistakes(translation: Translation) -> bool:
    for wrong in translation.mistakes:
        click.echo(f"{safe(str(wrong))}; {safe(wrong.help)}")
    return bool(translation.mistakes)


def _write(
    folder: Path,
    translation: Translation,
    new: Mapping[TextPath, str] = MappingProxyType({}),
    confirmed: Collection[TextPath] = (),
    *,
    sure: bool,
) -> bool:
    """Write the file if it changes, and say so."""
    try:
        text = rewrite(translation, new, confirmed, sure=sure)
    except TooBigError as error:
        raise click.UsageError(f"{translation.file}: {error}; shorten some, nothing was changed") from error
    path = folder / translation.file
    if text == translation.source:
        return False
    if path.parent.is_symlink():
        raise click.UsageError(
            f"{path.parent} is a symbolic link, which is not followed; put a real folder in its place"
        )
    if not text:
        path.unlink()
        click.echo(f"removed {translation.file}: nothing was left in it")
        return True
    path.parent.mkdir(exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(text.encode())
    beside.replace(path)
    click.echo(f"wrote {translation.file}: {_sum(translation, {*new, *confirmed})}")
    return True


def _sum(translation: Translation, new: Collection[TextPath] = ()) -> str:
    lacking = sum(each.path not in new for each in translation.lacking())
    stale = sum(each.original.path not in new for each in translation.stale)
    return f"{lacking} of {len(translation.originals)} texts lacking, {stale} stale"

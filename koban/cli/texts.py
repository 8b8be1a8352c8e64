"""`koban texts`: what each language lacks, what is stale or left over; writes files of texts and PO files for translators."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.cli.progress import tell_progress
from koban.cli.texts_files import export_files, import_file, write_files
from koban.cli.texts_output import as_output, as_text, complete
from koban.cli.translating import Looked, look_at_texts
from koban.manifest.layout import lay_out
from koban.manifest.suggestion import did_you_mean
from koban.manifest.tree import TooManyFilesError, WorkingTree
from koban.model.output import CommunityTexts, TextsOutput
from koban.plugin.manager import load_registry

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(
    help="Tell what each language lacks, what is stale and what is left over, of all communities or those called NAME."
)
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--language", "languages", multiple=True, help="Only this language; may be given again.")
@click.option("--write", is_flag=True, help="Tidy texts/<tag>.yaml, with what is lacking as comments.")
@click.option("--export", type=click.Choice(["po"]), help="Write a file for translators, one a language.")
@click.option("--to", type=_FOLDER, help="Where --export writes.  [default: here]")
@click.option("--import", "brought", type=_FILE, help="Take the translations of a PO file into texts/.")
@pass_context
def command(
    context: Context,
    names: tuple[str, ...],
    form: str,
    languages: tuple[str, ...],
    *,
    write: bool,
    export: str | None,
    to: Path | None,
    brought: Path | None,
) -> Exit:
    """Look at the working tree, and tell, write, export or import."""
    _one_thing(names, write=write, export=export, to=to, brought=brought)
    if brought is not None and languages:
        raise click.UsageError("--import takes the language from the file; leave out --language")
    looked = _look(context, names, languages)
    if write:
        return write_files(context.folder, looked)
    if export:
        return export_files(to or Path(), looked)
    if brought is not None:
        return import_file(context.folder, next(iter(looked)), brought)
    return _tell(looked, form, first_too=not languages)


def _one_thing(
    names: Sequence[str], *, write: bool, export: str | None, to: Path | None, brought: Path | None
) -> None:
    asked = [option for option, on in (("--write", write), ("--export", export), ("--import", brought)) if on]
    if len(asked) > 1:
        raise click.UsageError(f"{asked[0]} and {asked[1]} are two things: do one after the other")
    if asked and not names:
        raise click.UsageError(f"{asked[0]} needs the NAME of a community")
    if brought is not None and len(names) > 1:
        raise click.UsageError("--import takes one PO file into one community")
    if to is not None and not export:
        raise click.UsageError("--to says where --export writes")


def _look(context: Context, names: Sequence[str], languages: Sequence[str]) -> Iterator[Looked]:
    tree = WorkingTree(context.folder)
    try:
        known = sorted(place.name for place in lay_out(tree.entries()).places())
    except TooManyFilesError as error:
        raise click.UsageError(f"{error}; keep data that no manifest names elsewhere") from error
    if not known:
        raise click.UsageError("there are no communities here; name the workspace: koban -C FOLDER texts")
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known)
            raise click.UsageError(f'there is no community called "{name}"{"; " if hint else ""}{hint}')
    wanted = sorted(set(names)) or known
    steps = look_at_texts(context.folder, tree, load_registry(), wanted, languages)
    return _declared(tell_progress(steps, len(wanted), "Reading texts"), languages)


def _declared(looked: Iterable[Looked], languages: Sequence[str]) -> Iterator[Looked]:
    """Hand on `looked`; in the end refuse languages that none of them declares."""
    declared: set[str] = set()
    hidden = False
    for one in looked:
        hidden |= one.texts is None
        declared.update(one.texts.languages[1:] if one.texts is not None else ())
        yield one
    for tag in languages:
        if tag not in declared and not hidden:
            hint = did_you_mean(tag, declared)
            raise click.UsageError(f"nothing is translated to {tag}{'; ' if hint else ''}{hint}")


def _tell(looked: Iterable[Looked], form: str, *, first_too: bool) -> Exit:
    found: list[CommunityTexts] = []
    invalid: list[str] = []
    for one in looked:
        if one.texts is None:
            invalid.append(one.name)
        else:
            found.append(as_output(one, first_too=first_too))
    found.sort(key=lambda community: community.community)
    if form == "json":
        data = TextsOutput(communities=found, invalid=sorted(invalid)).model_dump(mode="json")
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for community in found:
            click.echo("\n".join(as_text(community)))
        for name in sorted(invalid):
            click.echo(f"{name}: has errors that hide what there is to translate (koban check)")
    return Exit.FINE if not invalid and all(map(complete, found)) else Exit.PROBLEMS

"""`koban new community FORCE/NAME` and `koban new force NAME`: writes a small complete manifest, and overwrites nothing."""

from __future__ import annotations

import re
from pathlib import Path

import click

from koban.cli.context import Context, pass_context
from koban.cli.starters import community_starter, force_starter
from koban.manifest.header import header_of, schema_of, with_header
from koban.manifest.layout import COMMUNITY_FILE, FORCE_FILE, lay_out
from koban.manifest.own import kind_at
from koban.manifest.reader import read
from koban.manifest.tree import WORKSPACE_FILE, WorkingTree
from koban.model.base import LANGUAGE, NAME

_language = click.option(
    "--language", help="First language, such as nl.  [default: that of the force, or en]"
)


@click.group(help="Write a small complete manifest to begin with.")
def command() -> None:
    """Hold the two commands together."""


@command.command(help="Write the manifest of a community of FORCE that is called NAME.")
@click.argument("place", metavar="FORCE/NAME")
@_language
@pass_context
def community(context: Context, place: str, language: str | None) -> None:
    """Write `deployments/FORCE/NAME/community.yaml`."""
    force, slash, name = place.partition("/")
    if not slash:
        raise click.BadParameter("write it as FORCE/NAME", param_hint="FORCE/NAME")
    _check_names(context, force, name, language)
    path = context.folder / "deployments" / force / FORCE_FILE
    if not path.is_file():
        raise click.UsageError(f"there is no force {force} yet; write it first: koban new force {force}")
    _refuse_taken(context, name)
    tag = _language_for(path, language)
    _write(context, f"deployments/{force}/{name}/{COMMUNITY_FILE}", community_starter(name, tag))


@command.command(help="Write the manifest of a force that is called NAME.")
@click.argument("name")
@_language
@pass_context
def force(context: Context, name: str, language: str | None) -> None:
    """Write `deployments/NAME/force.yaml`."""
    _check_names(context, name, name, language)
    _write(context, f"deployments/{name}/{FORCE_FILE}", force_starter(name, language or "en"))


def _check_names(context: Context, force: str, name: str, language: str | None) -> None:
    if not (context.folder / WORKSPACE_FILE).is_file():
        raise click.UsageError(f"{context.folder.resolve()} is no workspace: it has no {WORKSPACE_FILE}")
    for each in (force, name):
        if not re.fullmatch(NAME, each) or "--" in each:
            raise click.UsageError(
                f'"{each}" cannot be a name: 1 to 40 small letters a-z, digits and single hyphens, beginning with a letter'
            )
    if language is not None and not re.fullmatch(LANGUAGE, language):
        raise click.BadParameter(
            "a language is a BCP 47 tag such as nl, pl-simple or uk", param_hint="--language"
        )


def _language_for(force_file: Path, wanted: str | None) -> str:
    """The language to write in: the wanted one, if the force's emergency notice exists in it, else the force's."""
    manifest, problems = read(force_file.read_bytes(), str(force_file))
    own = manifest.get("spec", "language") if manifest else None
    if manifest is None or own is None or problems:
        raise click.UsageError(f"{force_file} cannot be read; koban check tells why")
    tag = wanted or str(own.value)
    notice = manifest.get("spec", "emergency", "text")
    if tag != own.value and (notice is None or notice.get(tag) is None):
        raise click.UsageError(
            f"the emergency notice does not exist in {tag}; add it to `emergency.text` in {force_file}"
        )
    return tag


def _refuse_taken(context: Context, name: str) -> None:
    for place in lay_out(WorkingTree(context.folder).entries()).places():
        if place.name == name:
            raise click.UsageError(f"there is a community called {name} already, in {place.folder}")


def _write(context: Context, file: str, text: str) -> None:
    path, kind = context.folder / file, kind_at(file)
    if kind is not None and (context.folder / schema_of(kind)).is_file():
        text = with_header(text, header_of(file, kind))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as opened:
            opened.write(text)
    except FileExistsError:
        raise click.UsageError(f"{path} is there already; nothing was changed") from None
    click.echo(f"wrote {path}; change what it says, then run: koban check")

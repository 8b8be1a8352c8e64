"""`koban grant`: lists what each force may use, or adds to it. The file lies in the state folder, outside the repository."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import click

from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit, FailedError
from koban.cli.granting import GRANTS_FILE
from koban.compile.grants import GrantsError, read_grants
from koban.manifest.layout import lay_out
from koban.manifest.suggestion import did_you_mean
from koban.manifest.tree import WorkingTree
from koban.model.bundle import canonical
from koban.model.grants import ForceGrants, Grants, in_words
from koban.plugin.manager import load_registry
from koban.plugin.registry import Registry
from koban.sources.grants import GrantsFile, change_grants

_Asked = Mapping[str, Sequence[str]]


@click.command(help="Grant FORCE names, domains and secrets; without any, list what is granted.")
@click.argument("force", required=False)
@click.option(
    "--community", "communities", multiple=True, help="Keep a community's name for the force; repeatable."
)
@click.option(
    "--domain", "domains", multiple=True, help="A domain, or *.DOMAIN for all below it; repeatable."
)
@click.option(
    "--secret",
    "secrets",
    multiple=True,
    help="A variable's NAME, or STORE:KEY (file:mail-password); repeatable.",
)
@pass_context
def command(
    context: Context,
    force: str | None,
    communities: tuple[str, ...],
    domains: tuple[str, ...],
    secrets: tuple[str, ...],
) -> Exit:
    """List, or add what is not granted yet and write the file."""
    asked = {"communities": communities, "domains": domains, "secrets": secrets}
    registry, path = load_registry(), context.state / GRANTS_FILE
    given = any(asked.values())
    if force is None and given:
        raise click.UsageError("name the force that it is granted to: koban grant FORCE …")
    try:
        if force is not None and given:
            grants = change_grants(path, registry, partial(_add, force=force, asked=asked, registry=registry))
            _tell_unknown(context, force)
        else:
            grants = GrantsFile(path, registry).read()
    except GrantsError as error:
        raise FailedError(str(error)) from error
    shown = grants if force is None else Grants(forces={force: grants.of(force)})
    click.echo(_listed(shown) or f"nothing is granted to {force or 'anyone'} yet")
    return Exit.FINE


def _add(grants: Grants, force: str, asked: _Asked, registry: Registry) -> Grants:
    plain: dict[str, Any] = grants.model_dump(mode="json")
    own = plain["forces"].setdefault(force, {kind: [] for kind in ForceGrants.model_fields})
    for kind, entries in asked.items():
        for entry in entries:
            value = _reference(entry) if kind == "secrets" else entry
            own[kind] += [] if value in own[kind] else [value]
    changed, problems = read_grants(canonical(plain), "what is asked for", registry)
    if changed is None:
        raise click.UsageError("; ".join(f"{one.message} ({one.help})" for one in problems))
    return changed


def _reference(entry: str) -> dict[str, str]:
    store, colon, key = entry.partition(":")
    return {store: key} if colon else {"env": entry}


def _tell_unknown(context: Context, force: str) -> None:
    known = lay_out(WorkingTree(context.folder).entries()).forces
    if force not in known:
        hint = did_you_mean(force, known) or "it counts as soon as there is one"
        click.echo(f'The workspace has no force called "{force}" yet; {hint}', err=True)


def _listed(grants: Grants) -> str:
    lines: list[str] = []
    for force, granted in sorted(grants.forces.items()):
        rows = {
            "communities": ", ".join(granted.communities),
            "domains": ", ".join(granted.domains),
            "secrets": ", ".join(map(in_words, granted.secrets)),
        }
        lines += (
            [force, *(f"  {kind + ':':<14}{words}" for kind, words in rows.items() if words)]
            if any(rows.values())
            else []
        )
    return "\n".join(lines)

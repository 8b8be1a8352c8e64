"""`koban capability show NAME`: what a capability is made of, its ladder, its research, and who works on it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from koban.capability.accounts.framework import account_whole_capability
from koban.capability.gap import find_gaps
from koban.capability.level import level_held
from koban.cli.capability.choices import format_option, language_option
from koban.cli.capability.document import Block, Facts, Heading, Paragraph, Said, Table, said
from koban.cli.capability.evidence import studies_told
from koban.cli.capability.framework import find_framework, find_workspace, voice_of
from koban.cli.capability.subject import subject_of
from koban.cli.capability.telling import tell
from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.cli.progress import tell_progress
from koban.compile.compiler import compile_community
from koban.manifest.suggestion import did_you_mean
from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import Workspace
from koban.model.capability_output import CapabilityShowOutput, WorkingEntry
from koban.plugin.manager import load_registry
from koban.plugin.registry import Registry


@click.command(help="Tell what the capability NAME is made of, and who works on it.")
@click.argument("name")
@format_option
@language_option
@pass_context
def command(context: Context, name: str, form: str, language: str | None) -> Exit:
    """Write one capability to standard output."""
    registry = load_registry()
    workspace = find_workspace(context, registry)
    framework = find_framework(registry, workspace)
    if name not in framework.capabilities:
        hint = did_you_mean(name, framework.capabilities) or "koban capability list names all"
        raise click.UsageError(f'there is no capability called "{name}"; {hint}')
    communities = list(_working(context, name, workspace, registry)) if workspace else []
    found = account_whole_capability(name, framework, voice_of(workspace, language), communities)
    tell(form, found, list(_blocks(found)))
    return Exit.FINE


def _working(context: Context, name: str, workspace: Workspace, registry: Registry) -> Iterator[WorkingEntry]:
    """Communities that assess it or need it; those with mistakes are left out, since nobody knows what they would say."""
    tree = WorkingTree(context.folder)
    places = workspace.communities.items()
    for community, loaded in tell_progress(places, len(places), "Reading communities"):
        _, compiled = compile_community(loaded, registry, tree)
        if compiled is None:
            click.echo(f"{community} has errors, so it is left out: koban check tells more", err=True)
            continue
        subject = subject_of(compiled.bundle, registry, None)
        picture = subject.picture
        wanted = {gap.capability: gap.wanted for gap in find_gaps(picture, today=subject.today)}
        assessment = picture.spec.capabilities.get(name)
        if name not in picture.known.retired and (assessment is not None or name in wanted):
            held = level_held(assessment, picture.capability(name), subject.today)
            yield WorkingEntry(community=community, level=held.level, wanted=wanted.get(name))


def _blocks(found: CapabilityShowOutput) -> Iterator[Block]:
    yield Heading(1, Said(found.title))
    yield Paragraph(Said(found.definition))
    yield Facts(
        [
            ("Name", found.name),
            ("Approach", found.approach),
            ("Defined by", found.origin),
            ("Confidence", found.confidence),
            ("Knowledge", said([one.title for one in found.knowledge])),
            ("Skills", said([one.title for one in found.skills])),
            ("Technologies", said([one.title for one in found.technologies])),
            *((f"Retired by {one.by}", Said(one.reason)) for one in found.retired),
        ]
    )
    yield Heading(2, "Levels")
    yield Facts(
        [
            (
                f"{one.level} {one.name}",
                Said(one.anchor) if one.anchor else f"{one.means} (in any capability)",
            )
            for one in found.levels
        ]
    )
    yield Heading(2, "Indicators")
    rows = [(one.name, Said(one.what), one.unit, one.good) for one in found.indicators]
    yield Table(("Name", "What", "Unit", "Good"), rows) if rows else Paragraph("none is defined")
    yield Heading(2, "Evidence")
    yield from studies_told(found.studies)
    yield Heading(2, "Communities that work on it")
    working = [
        (one.community, str(one.level), "not asked for" if one.wanted is None else str(one.wanted))
        for one in found.communities
    ]
    yield Table(("Community", "Level", "Wanted"), working) if working else Paragraph("none here")

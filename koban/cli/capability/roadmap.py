"""`koban capability roadmap COMMUNITY`: its measures in the order in which they can be done."""

from __future__ import annotations

from collections.abc import Iterator

import click

from koban.capability.accounts.roadmap import account_roadmap
from koban.cli.capability.choices import format_option, language_option
from koban.cli.capability.document import Block, Facts, Heading, Paragraph, Said, Table, joined, said
from koban.cli.capability.subject import find_subject
from koban.cli.capability.telling import tell
from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.model.gap_output import RoadmapEntry, RoadmapOutput


@click.command(help="Tell what COMMUNITY does about its gaps, in the order in which it can be done.")
@click.argument("community")
@format_option
@language_option
@pass_context
def command(context: Context, community: str, form: str, language: str | None) -> Exit:
    """Write the roadmap to standard output."""
    subject = find_subject(context, community, language)
    found = account_roadmap(subject.name, subject.picture, subject.today, subject.voice)
    tell(form, found, [Heading(1, f"{subject.title}: roadmap"), *roadmap_told(found)])
    return Exit.FINE


def roadmap_told(found: RoadmapOutput) -> Iterator[Block]:
    """The measures in a table, then each with owner, aim and stop rule."""
    if not found.items:
        yield Paragraph("no measure is written down")
        return
    yield roadmap_table(found)
    for one in found.items:
        yield Heading(3, Said(one.title))
        yield _facts(one)


def roadmap_table(found: RoadmapOutput) -> Table:
    """When each begins and works."""
    rows = [
        (
            Said(one.title),
            one.start.isoformat() if one.start else "open",
            one.end.isoformat() if one.end else "open",
            f"{one.state}, clash" if one.clash else one.state,
        )
        for one in found.items
    ]
    return Table(("Measure", "Begins", "Works by", "State"), rows, frozenset({1, 2}), "Roadmap")


def _facts(one: RoadmapEntry) -> Facts:
    rows = [
        ("Name", one.name),
        ("Kind", one.kind),
        ("Owner", Said(one.owner_title) if one.owner else "nobody yet"),
        ("For", said(one.gives_titles)),
        ("Aim", joined([f"{name} {number:g}" for name, number in one.aim.items()], "none is named")),
        ("Stop rule", Said(one.stop_if) if one.stop_if else "none is named"),
    ]
    if one.after:
        rows.append(("After", joined(one.after)))
    if one.trial:
        rows += [("Baseline", Said(one.trial.baseline)), ("Comparison", Said(one.trial.comparison))]
    if one.clash:
        rows.append(
            ("Clash", "it begins before what it needs is done, or is due before it can have begun or worked")
        )
    return Facts(rows)

"""`koban capability gap COMMUNITY`: what it needs to be able to do and cannot yet, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterator

import click

from koban.capability.accounts.gaps import account_gaps
from koban.cli.capability.choices import format_option, language_option
from koban.cli.capability.document import Block, Facts, Heading, Paragraph, Said, Table, joined, said, score
from koban.cli.capability.subject import find_subject
from koban.cli.capability.telling import tell
from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.model.gap_output import GapEntry, GapOutput


@click.command(help="Tell what COMMUNITY needs to be able to do and cannot yet, the most pressing first.")
@click.argument("community")
@format_option
@language_option
@pass_context
def command(context: Context, community: str, form: str, language: str | None) -> Exit:
    """Write the gaps of the working tree's manifest to standard output."""
    subject = find_subject(context, community, language)
    found = account_gaps(subject.name, subject.picture, subject.today, subject.voice)
    tell(form, found, [Heading(1, f"{subject.title}: gaps"), *gaps_told(found)])
    return Exit.FINE


def gaps_told(found: GapOutput) -> Iterator[Block]:
    """The gaps in a table, then each open one with what it comes from and what is missing."""
    if not found.gaps:
        yield Paragraph("no need asks for a capability, so there is nothing to compare with")
        return
    yield gap_table(found)
    yield Paragraph(found.note)
    statements = {one.name: one.statement for one in found.needs}
    for one in found.gaps:
        if one.gap:
            yield Heading(3, Said(one.title))
            yield gap_facts(one, statements)
    if found.retired:
        yield Heading(3, "Not worked towards here")
        yield Facts([(name, Said(reason)) for name, reason in found.retired.items()])


def gap_table(found: GapOutput) -> Table:
    """All gaps, closed ones too, in order of priority."""
    rows = [
        (
            Said(one.title),
            str(one.level),
            str(one.wanted),
            str(one.gap),
            priority_of(one),
            one.evidence.effect,
        )
        for one in found.gaps
    ]
    heads = ("Capability", "Held", "Wanted", "Gap", "Priority", "Evidence")
    return Table(heads, rows, frozenset({1, 2, 3, 4}), "Gaps by priority")


def gap_facts(one: GapEntry, statements: dict[str, str]) -> Facts:
    """What one gap comes from, and what is missing."""
    rows: list[tuple[str, str]] = [("Level", level_of(one))]
    rows += [("Need", Said(statements[need])) for need in one.needs]
    titles = {
        "Knowledge": one.missing_titles.knowledge,
        "Skills": one.missing_titles.skills,
        "Technologies": one.missing_titles.technologies,
    }
    rows += [(f"Missing {kind.lower()}", said(names)) for kind, names in titles.items() if names]
    if not any(titles.values()):
        rows.append(("Missing", "unknown: the manifest does not say which components are not there"))
    rows.append(("Measures", joined(one.measures)))
    rows.append(("Evidence", research_of(one.evidence.effect, one.evidence.entries)))
    if one.by is not None:
        rows.append(("Wanted by", one.by.isoformat()))
    return Facts(rows)


def priority_of(one: GapEntry) -> str:
    """The priority, or why there is none."""
    return "-" if not one.gap else score(one.priority) if one.rated else "not rated"


def level_of(one: GapEntry) -> str:
    """The level that counts beside what unit and panel say, and why it is lower."""
    panel = "no panel was asked" if one.panel is None else f"a panel says {one.panel}"
    said = f"{one.level} of {one.wanted}; the unit says {one.declared}, {panel}"
    reasons = [each.words for each in one.because]
    if not one.proven and one.level:
        reasons.append("no proof is named")
    return "; ".join((said, *reasons))


def research_of(effect: str, entries: list[str]) -> str:
    """What research says, with its sources."""
    return f"{effect} ({', '.join(entries)})" if entries else "unknown: no research is named"

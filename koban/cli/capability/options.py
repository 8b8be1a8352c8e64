"""`koban capability options COMMUNITY`: measures compared, doing nothing among them, each beside what its value comes from."""

from __future__ import annotations

from collections.abc import Iterator

import click

from koban.capability.accounts.options import account_options
from koban.capability.accounts.words import GATES
from koban.cli.capability.choices import format_option, language_option
from koban.cli.capability.document import (
    Block,
    Facts,
    Heading,
    Paragraph,
    Said,
    Table,
    joined,
    said,
    score,
    share,
)
from koban.cli.capability.gap import research_of
from koban.cli.capability.subject import find_subject
from koban.cli.capability.telling import tell
from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.model.gap_output import OptionEntry, OptionsOutput

HOW = (
    "Value = sum over gaps of (priority x share of missing components brought) x evidence x deliverability. "
    "Rank = value / (1 + log10(1 + cost in thousands of euro)); a cost that nobody knows counts as none."
)
STEADY = "Steady: in how many of ten changes of a weight (halved, or half as large again) it stays among the first five."


@click.command(help="Compare what COMMUNITY could do about its gaps, doing nothing among it.")
@click.argument("community")
@format_option
@language_option
@pass_context
def command(context: Context, community: str, form: str, language: str | None) -> Exit:
    """Write the comparison to standard output."""
    subject = find_subject(context, community, language)
    found = account_options(subject.name, subject.picture, subject.today, subject.voice)
    tell(form, found, [Heading(1, f"{subject.title}: measures compared"), *options_told(found)])
    return Exit.FINE


def options_told(found: OptionsOutput) -> Iterator[Block]:
    """The ranking, how it comes about, and the inputs of each measure."""
    yield option_table(found)
    yield Paragraph(HOW)
    yield Paragraph(STEADY)
    for one in found.options:
        if one.kind != "nothing":
            yield Heading(3, Said(one.title))
            yield option_facts(one)


def option_table(found: OptionsOutput) -> Table:
    """All measures, the best first."""
    rows = [
        (
            "shut" if one.rank is None else str(one.rank),
            Said(one.title),
            f"{one.kind}, proposed" if one.proposed else one.kind,
            score(one.value),
            f"{one.steady.times}/{one.steady.of}" if one.steady else "-",
        )
        for one in found.options
    ]
    return Table(
        ("Rank", "Measure", "Kind", "Value", "Steady"), rows, frozenset({0, 3, 4}), "Measures compared"
    )


def option_facts(one: OptionEntry) -> Facts:
    """What the value of one measure comes from."""
    closes = [f"{share(each.share)} of {each.title} ({score(each.gap_score)})" for each in one.closes]
    rows = [
        ("Name", f"{one.name} (proposed by a module)" if one.proposed else one.name),
        ("Closes", said(closes, "no open gap")),
        (
            "Evidence",
            f"{research_of(one.evidence.effect, one.evidence.entries)}, counts {one.evidence_factor:.2f}",
        ),
        ("Deliverability", f"{one.deliverability:.1f}; not there: {joined(one.lacks, 'nothing')}"),
        ("Cost", "unknown" if one.cost is None else f"{one.cost:,.0f} euro"),
        ("Value", f"{score(one.value)}; against the cost {score(one.rank_value)}"),
    ]
    if one.trial:
        rows.append(
            ("Trial", "its effect is unknown: run it as a trial with baseline, comparison and stop rule")
        )
    rows += [("Gate shut", GATES[gate]) for gate in one.shut]
    return Facts(rows)

"""`koban capability foresight COMMUNITY --scenario S`: which gaps would appear or grow, and which stay whatever comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click

from koban.capability.accounts.foresight import account_foresight
from koban.capability.foresight import Term
from koban.cli.capability.choices import format_option, language_option
from koban.cli.capability.document import Block, Heading, Listing, Paragraph, Said, Table, score
from koban.cli.capability.subject import find_subject
from koban.cli.capability.telling import tell
from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit
from koban.manifest.suggestion import did_you_mean, listed
from koban.model.gap_output import FactEntry, ForesightOutput, StandEntry

ASSUMED = (
    "A scenario is an assumption, not a forecast. By the short term a third of its shift has come, by the middle two "
    "thirds. The levels held are today's, and a need that nobody has written down yet is rated in the middle."
)


@click.command(help="Tell what a scenario would do to the gaps of COMMUNITY.")
@click.argument("community")
@click.option("--scenario", required=True, help="A scenario of a capability module or of the force.")
@click.option("--term", type=click.Choice(["short", "mid", "long"]), default="long", show_default=True)
@format_option
@language_option
@pass_context
def command(
    context: Context, community: str, scenario: str, term: Term, form: str, language: str | None
) -> Exit:
    """Write the outlook to standard output."""
    subject = find_subject(context, community, language)
    _check_known(scenario, community, subject.picture.known.scenarios)
    found = account_foresight(subject.name, subject.picture, scenario, term, subject.today, subject.voice)
    title = f"{subject.title}: {found.title}"
    tell(form, found, [Heading(1, title), *foresight_told(found)])
    return Exit.FINE


def _check_known(scenario: str, community: str, known: Mapping[str, Any]) -> None:
    if scenario in known:
        return
    hint = did_you_mean(scenario, known) or f"there are: {listed(known)}"
    if not known:
        hint = "no scenario touches its needs or its numbers"
    raise click.UsageError(f'{community} has no scenario called "{scenario}"; {hint}')


def foresight_told(found: ForesightOutput) -> Iterator[Block]:
    """The story, the gaps then beside today's, what is robust, and the numbers."""
    yield Paragraph(Said(found.story))
    yield Paragraph(ASSUMED)
    rows = [
        (
            Said(one.title),
            one.change,
            _gap(one.today),
            _gap(one.then),
            _priority(one.today),
            _priority(one.then),
        )
        for one in found.outlooks
    ]
    heads = ("Capability", "The gap", "Gap now", "Gap then", "Priority now", "Priority then")
    yield Table(heads, rows, frozenset({2, 3, 4, 5}), f"Gaps by the {found.term} term")
    yield Heading(2, "Worth working on whatever comes")
    yield Paragraph(f"Open today, and at every term under: {', '.join(found.scenarios)}.")
    yield Listing([Said(_title(found, name)) for name in found.robust]) if found.robust else Paragraph("none")
    if found.context:
        yield Heading(2, "Numbers")
        yield Table(
            ("Fact", "Today", "Expected", "In the scenario"),
            [_fact(one) for one in found.context],
            frozenset({1, 3}),
        )


def _title(found: ForesightOutput, name: str) -> str:
    return next((one.title for one in found.outlooks if one.capability == name), name)


def _gap(stand: StandEntry | None) -> str:
    return "-" if stand is None else str(stand.gap)


def _priority(stand: StandEntry | None) -> str:
    return "-" if stand is None or not stand.gap else score(stand.priority)


def _fact(one: FactEntry) -> tuple[str, str, str, str]:
    unit = f" {one.unit}" if one.unit else ""
    expected = ", ".join(f"{year}: {value:g}" for year, value in one.expected.items())
    then = "stays" if one.scenario is None else f"{one.scenario:g}{unit}"
    return one.name, f"{one.value:g}{unit}", expected or "nothing is said", then

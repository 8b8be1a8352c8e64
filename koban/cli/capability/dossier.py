"""What a chief takes into a meeting: the chain from needs to a roadmap, what nobody knows, and every input in an appendix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from koban.capability.accounts.gaps import account_gaps
from koban.capability.accounts.options import account_options
from koban.capability.accounts.roadmap import account_roadmap
from koban.capability.foresight import robust_gaps
from koban.cli.capability.appendix import inputs_told, register_told
from koban.cli.capability.document import (
    Block,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Said,
    Table,
    joined,
    said,
    score,
)
from koban.cli.capability.figures import level_figure, priority_figure, roadmap_figure, steady_figure
from koban.cli.capability.gap import gap_table, level_of, research_of
from koban.cli.capability.options import HOW, STEADY, option_table
from koban.cli.capability.roadmap import roadmap_table
from koban.cli.capability.subject import Subject
from koban.cli.capability.unknowns import unknowns
from koban.model.gap_output import GapEntry, GapOutput, OptionsOutput, RoadmapOutput


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that the report tells of one community."""

    subject: Subject
    gaps: GapOutput
    options: OptionsOutput
    roadmap: RoadmapOutput

    @property
    def open(self) -> list[GapEntry]:
        """Gaps that are there."""
        return [one for one in self.gaps.gaps if one.gap]


def look_at(subject: Subject) -> Findings:
    """All that holds of a community today."""
    known = (subject.name, subject.picture, subject.today, subject.voice)
    return Findings(subject, account_gaps(*known), account_options(*known), account_roadmap(*known))


def dossier(found: Findings) -> Iterator[Block]:
    """The whole report."""
    yield from _front(found)
    yield from _needs(found)
    yield from _gaps(found)
    yield from _measures(found)
    yield from _roadmap(found)
    yield from _outlook(found)
    yield Heading(2, "What nobody knows yet")
    rows = list(unknowns(found.gaps, found.options, found.roadmap))
    yield Table(("Unknown", "Of"), rows) if rows else Paragraph("Nothing of what is asked here.")
    yield from inputs_told(found.gaps, found.options)
    yield from register_told(found.subject)


def _front(found: Findings) -> Iterator[Block]:
    subject, late = found.subject, [one for one in found.roadmap.items if one.state == "late"]
    yield Heading(1, f"{subject.title}: from needs to a roadmap")
    yield Paragraph(Said(f"{subject.voice(subject.bundle.force.title)}, {subject.today.isoformat()}"))
    yield Facts(
        [
            ("Needs", str(len(found.gaps.needs))),
            ("Capabilities asked for", str(len(found.gaps.gaps))),
            ("Open gaps", str(len(found.open))),
            ("Most pressing", said([one.title for one in found.open[:3]])),
            ("Measures on the way", str(sum(one.state != "done" for one in found.roadmap.items))),
            ("Late", said([one.title for one in late])),
        ]
    )
    yield Paragraph(found.gaps.note)


def _needs(found: Findings) -> Iterator[Block]:
    yield Heading(2, "What people need")
    yield Table(
        ("Need", "Horizon", "Score", "Officers and panels"),
        [
            (
                Said(one.statement),
                one.horizon,
                "not rated" if one.score is None else score(one.score),
                joined([f"{body} {score(value)}" for body, value in one.bodies.items()], "nobody yet"),
            )
            for one in found.gaps.needs
        ],
        frozenset({2}),
        "Scores from 0 to 100, by ratings of officers and panels together and apart",
    )
    facts, stories = found.subject.picture.spec.context.facts, found.subject.picture.spec.context.story
    if facts:
        rows = [
            (
                name,
                f"{one.value:g} {one.unit}".strip(),
                joined([f"{year}: {value:g}" for year, value in one.expected.items()], "unknown"),
                Said(f"{one.source}, {one.as_of.isoformat()}"),
            )
            for name, one in facts.items()
        ]
        yield Table(("Number", "Value", "Expected", "Source"), rows, frozenset({1}), "The place in numbers")
    if stories:
        yield Heading(3, "What numbers hide")
        yield Listing([Said(f"{found.subject.voice(one.text)} ({one.source})") for one in stories.values()])


def _gaps(found: Findings) -> Iterator[Block]:
    yield Heading(2, "What the unit can do, and what is asked of it")
    if not found.gaps.gaps:
        yield Paragraph("No need asks for a capability, so there is nothing to compare with.")
        return
    yield level_figure(found.gaps)
    yield gap_table(found.gaps)
    if not found.open:
        return
    yield Heading(2, "Gaps, the most pressing first")
    yield priority_figure(found.gaps)
    statements = {one.name: one.statement for one in found.gaps.needs}
    titles = {one.name: one.title for one in found.roadmap.items}
    for one in found.open:
        yield Heading(3, Said(one.title))
        yield _chain(one, statements, titles)
    if found.gaps.retired:
        yield Heading(3, "Not worked towards here")
        yield Facts([(name, Said(reason)) for name, reason in found.gaps.retired.items()])


def _chain(one: GapEntry, statements: dict[str, str], titles: dict[str, str]) -> Facts:
    missing = one.missing_titles
    parts = [*missing.knowledge, *missing.skills, *missing.technologies]
    return Facts(
        [
            *(("Need", Said(statements[need])) for need in one.needs),
            ("Level", level_of(one)),
            ("Missing", said(parts, "unknown: the manifest does not say which components")),
            ("Measures", said([titles.get(name, name) for name in one.measures], "none yet")),
            ("Evidence", research_of(one.evidence.effect, one.evidence.entries)),
            ("Wanted by", one.by.isoformat() if one.by else "no day is set"),
        ]
    )


def _measures(found: Findings) -> Iterator[Block]:
    yield Heading(2, "Measures compared")
    yield option_table(found.options)
    yield Paragraph(HOW)
    trials = [one.title for one in found.options.options if one.trial and not one.proposed]
    if trials:
        yield Paragraph("Only as labelled trials, because their effect is unknown:")
        yield Listing([Said(one) for one in trials])
    if any(one.steady for one in found.options.options):
        yield Paragraph(STEADY)
        yield steady_figure(found.options)


def _roadmap(found: Findings) -> Iterator[Block]:
    yield Heading(2, "Roadmap")
    if not found.roadmap.items:
        yield Paragraph("No measure is written down.")
        return
    yield roadmap_figure(found.roadmap)
    yield roadmap_table(found.roadmap)
    yield Table(
        ("Measure", "Owner", "Given up if"),
        [
            (
                Said(one.title),
                Said(one.owner_title) if one.owner else "nobody yet",
                Said(one.stop_if) if one.stop_if else "no stop rule",
            )
            for one in found.roadmap.items
        ],
        caption="Who does it, and when it is given up",
    )


def _outlook(found: Findings) -> Iterator[Block]:
    picture, subject = found.subject.picture, found.subject
    if not picture.known.scenarios:
        return
    yield Heading(2, "Whatever comes")
    names = [subject.voice(one["title"]) for one in picture.known.scenarios.values()]
    yield Paragraph(
        "Gaps that are open today and stay open, at every term, under each of these assumed futures:"
    )
    yield Listing([Said(name) for name in names])
    titles = {one.capability: one.title for one in found.gaps.gaps}
    robust = [Said(titles[name]) for name in robust_gaps(picture, subject.today)]
    yield Facts([("They are", said(robust))])

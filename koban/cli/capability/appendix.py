"""The appendix of a report: every input of every score, and the research that is named."""

from __future__ import annotations

from collections.abc import Iterator

from koban.capability.accounts.framework import Framework, account_evidence
from koban.capability.accounts.words import CRITERIA
from koban.cli.capability.document import Block, Heading, Paragraph, Said, Table, joined, score
from koban.cli.capability.evidence import studies_told
from koban.cli.capability.options import option_facts
from koban.cli.capability.subject import Subject
from koban.model.gap_output import GapOutput, OptionsOutput

_NEED = (
    "Need score = 100 x (weighted mean of the ratings) / 5. Ratings run from 1 to 5; each is the mean of officers and "
    "panels. Weights of what nobody rated are shared out among the rest."
)
_GAP = "Priority = need score x gap / 4, of the need that presses most. Closed gaps are not scored, and evidence never moves a gap."


def inputs_told(gaps: GapOutput, options: OptionsOutput) -> Iterator[Block]:
    """Weights, ratings, gaps and measures, so that anybody can reckon it again."""
    yield Heading(2, "Appendix: how each number came about")
    yield Paragraph(_NEED)
    yield Table(
        ("Criterion", "What is rated", "Weight"),
        [(name.replace("_", " "), CRITERIA[name], f"{weight:.2f}") for name, weight in gaps.weights.items()],
        frozenset({2}),
        "Weights: a choice, not a finding",
    )
    yield Table(
        ("Need", *(name.replace("_", " ") for name in gaps.weights), "Score", "Spread"),
        [
            (
                Said(one.statement),
                *(f"{one.means[name]:.1f}" if name in one.means else "-" for name in gaps.weights),
                score(one.score),
                score(one.spread),
            )
            for one in gaps.needs
        ],
        frozenset(range(1, len(gaps.weights) + 3)),
        "Mean ratings; spread is how far officers and panels are apart",
    )
    yield Paragraph(_GAP)
    scores = {one.name: one for one in gaps.needs}
    yield Table(
        ("Capability", "Need", "Score", "Asked", "Held", "Priority"),
        [
            (
                Said(one.title),
                Said(scores[need].statement),
                score(scores[need].score),
                str(scores[need].asks_for[one.capability]),
                str(one.level),
                score(
                    (scores[need].score or 0) * max(0, scores[need].asks_for[one.capability] - one.level) / 4
                ),
            )
            for one in gaps.gaps
            for need in one.needs
        ],
        frozenset({2, 3, 4, 5}),
        "Every need that asks for a capability",
    )
    for each in options.options:
        if each.kind != "nothing":
            yield Heading(3, Said(each.title))
            yield option_facts(each)


def register_told(subject: Subject) -> Iterator[Block]:
    """The research that is named here, with how it was verified."""
    known = subject.picture.known
    register = Framework(known.capabilities, known.evidence, known.measures)
    yield Heading(2, "Appendix: research")
    named = {
        name
        for entry in (*known.capabilities.values(), *known.measures.values())
        for name in entry["evidence"]
    }
    lost = sorted(named - known.evidence.keys())
    if lost:
        yield Paragraph(f"Named, and in no register: {joined(lost)}.")
    yield from studies_told(
        [account_evidence(name, register, subject.voice) for name in sorted(known.evidence)]
    )

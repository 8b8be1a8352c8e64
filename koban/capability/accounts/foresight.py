"""What a scenario would do to a community, told beside today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from koban.capability.accounts.gaps import PLACES
from koban.capability.accounts.voice import Voice
from koban.capability.foresight import TERMS, Term, expected_context, look_ahead, robust_gaps
from koban.capability.gap import Gap
from koban.capability.picture import Picture
from koban.model.gap_output import FactEntry, ForesightOutput, OutlookEntry, StandEntry


def account_foresight(
    community: str, picture: Picture, scenario: str, term: Term, today: date, voice: Voice
) -> ForesightOutput:
    """Each capability today and then, what holds under every scenario, and the numbers behind it."""
    entry = picture.known.scenarios[scenario]
    return ForesightOutput(
        community=community,
        scenario=scenario,
        title=voice(entry["title"]),
        story=voice(entry["story"]),
        term=term,
        part=round(TERMS[term], PLACES),
        outlooks=[
            OutlookEntry(
                capability=one.capability,
                title=voice.title(picture.capability(one.capability), one.capability),
                change=one.change,
                today=_stand(one.today),
                then=_stand(one.then),
            )
            for one in look_ahead(picture, scenario, term, today)
        ],
        robust=robust_gaps(picture, today),
        scenarios=list(picture.known.scenarios),
        context=list(_facts(picture, scenario, term)),
    )


def _stand(gap: Gap | None) -> StandEntry | None:
    if gap is None:
        return None
    return StandEntry(
        level=gap.held.level, wanted=gap.wanted, gap=gap.gap, priority=round(gap.priority, PLACES)
    )


def _facts(picture: Picture, scenario: str, term: Term) -> Iterator[FactEntry]:
    shifted = expected_context(picture, scenario, term)
    for name, fact in picture.spec.context.facts.items():
        if fact.expected or name in shifted:
            yield FactEntry(
                name=name,
                value=fact.value,
                unit=fact.unit,
                source=fact.source,
                expected=dict(fact.expected),
                scenario=round(shifted[name][1], PLACES) if name in shifted else None,
            )

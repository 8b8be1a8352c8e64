"""A community's measures compared, each value beside what it was reckoned from."""

from __future__ import annotations

from datetime import date

from koban.capability.accounts.gaps import PLACES
from koban.capability.accounts.voice import Voice
from koban.capability.need import Weights
from koban.capability.option import Option, compare_options
from koban.capability.picture import Picture
from koban.capability.sensitivity import Steadiness, steadiness
from koban.model.gap_output import ClosingEntry, OptionEntry, OptionsOutput, Research, SteadyEntry

DO_NOTHING = "Do nothing"


def account_options(community: str, picture: Picture, today: date, voice: Voice) -> OptionsOutput:
    """The best first, doing nothing among them, those with a shut gate last and without a rank."""
    steady = {one.name: one for one in steadiness(picture, today=today)}
    found = compare_options(picture, today=today)
    return OptionsOutput(
        community=community,
        day=today,
        options=[
            _option(one, picture, None if one.shut else place, steady.get(one.name), voice)
            for place, one in enumerate(found, start=1)
        ],
        weights=Weights().table(),
    )


def _option(
    one: Option, picture: Picture, rank: int | None, steady: Steadiness | None, voice: Voice
) -> OptionEntry:
    return OptionEntry(
        name=one.name,
        title=voice(one.title) or DO_NOTHING,
        kind=one.kind,
        proposed=one.proposed,
        rank=rank,
        value=round(one.value, PLACES),
        rank_value=None if one.rank_value is None else round(one.rank_value, PLACES),
        closes=[
            ClosingEntry(
                capability=each.capability,
                title=voice.title(picture.capability(each.capability), each.capability),
                share=round(each.share, PLACES),
                gap_score=round(each.gap_score, PLACES),
            )
            for each in one.closings
        ],
        evidence=Research.model_validate({"effect": one.effect, "entries": list(one.entries)}),
        evidence_factor=round(one.evidence_factor, PLACES),
        deliverability=one.deliverability,
        lacks=list(one.absent),
        shut=list(one.shut),
        cost=one.cost,
        trial=one.trial,
        steady=SteadyEntry(times=steady.times, of=steady.of) if steady else None,
    )

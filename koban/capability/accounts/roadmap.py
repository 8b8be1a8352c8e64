"""A community's roadmap as it stands on a day."""

from __future__ import annotations

from datetime import date

from koban.capability.accounts.voice import Voice
from koban.capability.picture import Picture
from koban.capability.roadmap import Item, plan_roadmap
from koban.model.gap_output import RoadmapEntry, RoadmapOutput, TrialEntry


def account_roadmap(community: str, picture: Picture, today: date, voice: Voice) -> RoadmapOutput:
    """Every measure that does something, what comes first at the top."""
    items = [_item(item, picture, today, voice) for item in plan_roadmap(picture)]
    return RoadmapOutput(community=community, day=today, items=items)


def _item(item: Item, picture: Picture, today: date, voice: Voice) -> RoadmapEntry:
    measure = item.measure
    proposed = picture.known.measures.get(measure.option or "", {})
    gives = list(measure.gives or proposed.get("gives", {}))
    return RoadmapEntry(
        name=item.name,
        title=voice(measure.title),
        kind=measure.kind,
        state=item.state(today),
        owner=measure.owner,
        owner_title=_owner(measure.owner, picture, voice),
        start=item.start,
        end=item.end,
        after=list(item.after),
        clash=item.clash,
        gives=gives,
        gives_titles=[voice.title(picture.capability(name), name) for name in gives],
        aim=dict(measure.aim),
        stop_if=voice(measure.stop_if) if measure.stop_if else None,
        trial=TrialEntry(baseline=voice(measure.trial.baseline), comparison=voice(measure.trial.comparison))
        if measure.trial
        else None,
    )


def _owner(owner: str, picture: Picture, voice: Voice) -> str:
    partner = picture.spec.partners.get(owner.removeprefix("partners."))
    if partner is not None and owner.startswith("partners."):
        return voice(partner.title)
    unit = picture.spec.unit
    return voice(unit.name) if unit is not None and owner == "unit" else owner

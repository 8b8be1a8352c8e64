"""What a change does for the gaps between what a unit can do and what people need it to do. Reckons nothing itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from koban.capability.gap import Gap, find_gaps
from koban.capability.option import compare_options
from koban.capability.picture import Picture, picture_of
from koban.model.bundle import Bundle
from koban.model.plan import ChangeClass
from koban.plan.phrase import phrase
from koban.plan.speech import Speech
from koban.plan.telling import Told
from koban.plugin.registry import Registry

SMALLER = phrase("The gap in {capability} becomes smaller: {after} levels instead of {before}")
CLOSED = phrase("The gap in {capability} is closed")
HELPS = phrase("This helps to close the gap in {capability}: {measures}")
UNASKED = phrase("No need of the people here asks for what this strengthens: {feature}")
NOBODY = phrase("Who is to do this, or whether they are there, is not settled yet: {measure}")


def gap_sentences(
    before: Bundle | None, after: Bundle, registry: Registry | None, speech: Speech
) -> list[Told]:
    """Which gaps the change helps to close, which new functions no need asks for, which new measures lack people.

    Without anything served before, all of it is new.
    """
    then, now = picture_of(before) if before else None, picture_of(after)
    words = [
        *_gaps(then, now, speech),
        *_unasked(before, after, registry, speech),
        *_alone(then, now, speech),
    ]
    return [Told(ChangeClass.COSMETIC, one) for one in words]


def _gaps(then: Picture | None, now: Picture, speech: Speech) -> Iterator[str]:
    old = {gap.capability: gap for gap in find_gaps(then)} if then else {}
    new = {name for name in now.spec.measures if then is None or name not in then.spec.measures}
    for gap in find_gaps(now):
        title = speech.quoted(
            speech.text(now.capability(gap.capability).get("title", {"en": gap.capability}))
        )
        known = old.get(gap.capability)
        if known is not None and known.wanted == gap.wanted and gap.gap < known.gap:
            yield speech.say(
                SMALLER if gap.gap else CLOSED, capability=title, after=gap.gap, before=known.gap
            )
        measures = _helping(gap, now, new)
        if measures:
            told = speech.listed([speech.quoted(speech.text(words)) for words in measures])
            yield speech.say(HELPS, capability=title, measures=told)


def _helping(gap: Gap, picture: Picture, new: set[str]) -> list[Mapping[str, str]]:
    if not gap.gap:
        return []
    return [
        one.title
        for one in compare_options(picture, gaps=[gap])
        if one.name in new and not one.proposed and any(closing.share for closing in one.closings)
    ]


def _unasked(
    before: Bundle | None, after: Bundle, registry: Registry | None, speech: Speech
) -> Iterator[str]:
    if registry is None or not after.spec.needs:
        return
    asked = {capability for need in after.spec.needs.values() for capability in need.asks_for}
    for name, feature in after.features.items():
        given = registry.features.get(feature.uses)
        if given is None or (before is not None and name in before.features):
            continue
        if given.value.delivers and asked.isdisjoint(given.value.delivers):
            yield speech.say(UNASKED, feature=speech.quoted(speech.text(given.value.title)))


def _alone(then: Picture | None, now: Picture, speech: Speech) -> Iterator[str]:
    for name, measure in now.spec.measures.items():
        if measure.kind == "nothing" or measure.done or (then is not None and name in then.spec.measures):
            continue
        if not (measure.owner and measure.people):
            yield speech.say(NOBODY, measure=speech.quoted(speech.text(measure.title)))

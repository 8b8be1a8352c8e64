"""All that people are told of one change, each sentence with how far it reaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from pydantic import ValidationError

from koban.model.base import say
from koban.model.bundle import Bundle
from koban.model.plan import ChangeClass
from koban.plan.approvals import GUARDS
from koban.plan.classes import widest
from koban.plan.naming import Naming
from koban.plan.sentences import whole
from koban.plan.speech import Speech
from koban.plan.translations import Judged, gather, only_translated, translations
from koban.plan.view import branch
from koban.plan.words import sentences
from koban.plugin.declare import Contribution, Feature


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence without a final stop."""

    reach: ChangeClass
    sentence: str


def told(judged: list[Judged], moves: Mapping[str, str], naming: Naming) -> list[Told]:
    """What people are told of these differences; `moves` are the functions that have another name now."""
    own = _in_their_words(judged, naming)
    replaced = {
        one.difference.steps[1]
        for one in judged
        if one.difference.steps[0] == "features" and one.difference.steps[2:] == ("uses",)
    }
    rest = [one for one in judged if not _is_told(one, {*own, *replaced}, moves)]
    texts = gather(rest, naming.sides, naming.speech)
    others = [one for one in texts if only_translated(one.difference, naming.speech)]
    said = [
        Told(one.reach, sentence)
        for one in texts
        if one not in others
        for sentence in _sentences(one, naming)
    ]
    said += [
        Told(
            ChangeClass.SERVICE,
            naming.speech.say(whole.MOVED, before=naming.speech.quoted(old), after=naming.speech.quoted(new)),
        )
        for new, old in moves.items()
    ]
    said += [Told(*one) for one in translations(others, naming.sides, naming.speech)]
    return [*said, *own.values(), *_guarded(judged, naming.speech)]


def creation(after: Bundle, naming: Naming) -> list[Told]:
    """What people are told of a new community: what its app offers and what it collects."""
    speech = naming.speech
    values = {
        "community": speech.quoted(say(after.spec.title, speech.language)),
        "languages": speech.listed([speech.language_name(tag) for tag in after.languages]),
    }
    functions = [naming.feature(name) for name in after.features]
    if functions:
        live = speech.say(whole.LIVE, functions=speech.listed(functions), **values)
    else:
        live = speech.say(whole.LIVE_EMPTY, **values)
    collected = (_collected(name, naming) for name in after.features)
    return [Told(ChangeClass.DATA, live), *(Told(ChangeClass.DATA, one) for one in collected if one)]


def deletion(before: Bundle, speech: Speech) -> list[Told]:
    """What people are told of a community that goes."""
    title = speech.quoted(say(before.spec.title, speech.language))
    return [Told(ChangeClass.DESTRUCTIVE, speech.say(whole.GONE, community=title))]


def _sentences(one: Judged, naming: Naming) -> Iterator[str]:
    difference, speech = one.difference, naming.speech
    if difference.steps == ("name",):
        before, after = speech.quoted(difference.before), speech.quoted(difference.after)
        yield speech.say(whole.RENAMED, before=before, after=after)
        return
    yield from sentences(difference, naming)
    if difference.steps[0] == "features" and len(difference.steps) == 2 and difference.before is None:
        collected = _collected(difference.steps[1], naming)
        if collected:
            yield collected


def _collected(name: str, naming: Naming) -> str | None:
    """What a function collects of people, or None."""
    contribution = naming.sides.contribution("features", name)
    if contribution is None or not contribution.collects:
        return None
    speech = naming.speech
    items = [speech.quoted(say(one.category, speech.language, "en")) for one in contribution.collects]
    return speech.say(whole.COLLECTS, feature=naming.feature(name), items=speech.listed(items))


def _is_told(one: Judged, by_others: set[str], moves: Mapping[str, str]) -> bool:
    """Whether something else tells of it already."""
    kind, *steps = one.difference.steps
    if kind != "features" or len(steps) < 2:
        return False
    if steps[1] == "movedFrom":
        return steps[0] in moves
    return steps[0] in by_others and steps[1] in {"with", "plugin", "forms"}


def _in_their_words(judged: list[Judged], naming: Naming) -> dict[str, Told]:
    """Instance -> how its feature says that its settings change."""
    reaches: dict[str, list[ChangeClass]] = {}
    for one in judged:
        steps = one.difference.steps
        if steps[0] == "features" and steps[2:3] == ("with",):
            reaches.setdefault(steps[1], []).append(one.reach)
    said = {}
    for name, classes in reaches.items():
        feature = naming.sides.contribution("features", name)
        before = branch(naming.sides.before, ("features", name))
        after = branch(naming.sides.after, ("features", name))
        if feature is not None and _speaks(feature) and before["uses"] == after["uses"]:
            words = _describe(feature, before["with"], after["with"], naming.speech.language)
            if words:
                said[name] = Told(widest(classes), words)
    return said


def _speaks(feature: Contribution) -> TypeGuard[Feature]:
    return isinstance(feature, Feature) and type(feature).describe_change is not Feature.describe_change


def _describe(feature: Feature, old: dict[str, object], new: dict[str, object], language: str) -> str | None:
    try:
        before, after = feature.read_settings(old), feature.read_settings(new)
    except ValidationError:  # what is served was checked by older code; our own words do then
        return None
    return feature.describe_change(before, after, language)


def _guarded(judged: list[Judged], speech: Speech) -> Iterator[Told]:
    """Whoever changes the guards is told that the guards of today hold."""
    if any(
        one.difference.steps[0] == "force" and one.difference.steps[1:2] in [(guard,) for guard in GUARDS]
        for one in judged
    ):
        yield Told(ChangeClass.DESTRUCTIVE, speech.say(whole.GUARDED))

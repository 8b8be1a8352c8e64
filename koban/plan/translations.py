"""Texts for people that differ: as one text rather than a field a language, and translations counted together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from koban.model.plan import ChangeClass
from koban.plan.classes import Sides, widest
from koban.plan.difference import Difference, Steps
from koban.plan.sentences import whole
from koban.plan.speech import Speech
from koban.plan.view import branch

_FORMS = {
    "came": (whole.TRANSLATED, whole.MANY_TRANSLATED),
    "went": (whole.UNTRANSLATED, whole.MANY_UNTRANSLATED),
    "changed": (whole.RETRANSLATED, whole.MANY_RETRANSLATED),
}
Turned = tuple[str, tuple[str, ...]]
"""What happened to a translation (`came`, `went`, `changed`), and in which languages."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A difference, and how far it reaches."""

    difference: Difference
    reach: ChangeClass


def gather(judged: Iterable[Judged], sides: Sides, speech: Speech) -> list[Judged]:
    """The same, where the languages of one text are one difference between two whole texts."""
    gathered: dict[tuple[Steps, bool], Judged] = {}
    for one in judged:
        place = _text_at(one.difference, sides, speech)
        if place is None:
            gathered[one.difference.steps, one.difference.reordered] = one
            continue
        before, after = branch(sides.before, place), branch(sides.after, place)
        known = gathered.get((place, False))
        reach = widest([one.reach, known.reach]) if known else one.reach
        gathered[place, False] = Judged(Difference(place, before, after), reach)
    return list(gathered.values())


def _text_at(difference: Difference, sides: Sides, speech: Speech) -> Steps | None:
    """Where the text is of which this difference is one language, or the order of its languages."""
    place = difference.steps if difference.reordered else difference.steps[:-1]
    both = branch(sides.before, place), branch(sides.after, place)
    return place if all(speech.is_text(one) for one in both) else None


def only_translated(difference: Difference, speech: Speech) -> bool:
    """Whether whoever reads the plan finds the same words as before, because they changed in other languages."""
    before, after = difference.before, difference.after
    return speech.is_text(before) and speech.is_text(after) and speech.text(before) == speech.text(after)


def translations(judged: Iterable[Judged], sides: Sides, speech: Speech) -> Iterator[tuple[ChangeClass, str]]:
    """Sentences on texts that changed in other languages than the reader's, those with the same fate in one."""
    fates: dict[Turned, list[Judged]] = {}
    for one in judged:
        for turned in _turns(one.difference, sides):
            fates.setdefault(turned, []).append(one)
    for (fate, tags), those in fates.items():
        single, many = _FORMS[fate]
        languages = speech.listed([speech.language_name(tag) for tag in tags])
        if len(those) == 1:
            words = speech.quoted(speech.text(those[0].difference.after))
            said = speech.say(single, text=words, languages=languages)
        else:
            said = speech.count(many, len(those), languages=languages)
        yield widest(one.reach for one in those), said


def _turns(difference: Difference, sides: Sides) -> Iterator[Turned]:
    """A language that the whole app begins or ceases to offer is told once, not with every text."""
    before: Mapping[str, str] = difference.before
    after: Mapping[str, str] = difference.after
    offered, now = set(sides.before["languages"] or ()), set(sides.after["languages"] or ())
    fates = {
        "came": [tag for tag in after if tag not in before and tag not in now - offered],
        "went": [tag for tag in before if tag not in after and tag not in offered - now],
        "changed": [tag for tag in after if tag in before and before[tag] != after[tag]],
    }
    return ((fate, tuple(tags)) for fate, tags in fates.items() if tags)

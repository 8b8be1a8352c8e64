"""What the privacy notice says, from the force's purposes and from what each feature collects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from koban.model.force import Purpose
from koban.web.community import Instance
from koban.web.visit import Visit


@dataclass(frozen=True, slots=True)
class PurposeWords:
    """Why data is kept, in words."""

    title: str
    law: str
    retention: str
    readers: str


@dataclass(frozen=True, slots=True)
class CollectedWords:
    """What one function of the app takes in."""

    feature: str
    category: str
    purposes: str
    optional: bool


def purposes_of(visit: Visit) -> list[PurposeWords]:
    """The purposes that the features of this app use; all of the force's if none says."""
    every = visit.community.force.purposes
    used = {
        name
        for instance in visit.community.instances.values()
        for c in instance.feature.collects
        for name in _names(c.purpose, instance)
    }
    return [_words(visit, purpose) for name, purpose in every.items() if not used or name in used]


def collected_by(visit: Visit) -> list[CollectedWords]:
    """What each feature that is on collects."""
    every = visit.community.force.purposes
    found = []
    for instance in visit.community.instances.values():
        title = getattr(instance.config, "title", None) or instance.feature.title
        for item in instance.feature.collects:
            names = [visit.say(every[name].title) for name in _names(item.purpose, instance) if name in every]
            found.append(
                CollectedWords(visit.say(title), visit.say(item.category), visit.listed(names), item.optional)
            )
    return found


def _names(purpose: str, instance: Instance) -> list[str]:
    """The purpose itself, or for `*` those that the settings name."""
    return [purpose] if purpose != "*" else list(dict.fromkeys(_named_in(instance.used.config)))


def _named_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "purpose" and isinstance(inner, str):
                yield inner
            else:
                yield from _named_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named_in(inner)


def _words(visit: Visit, purpose: Purpose) -> PurposeWords:
    _ = visit._
    readers = {
        "officer": _("officers of this unit"),
        "unit-lead": _("the head of the unit"),
        "partner": _("partners that an agreement names"),
        "data-protection": _("the data protection officer"),
    }
    law = (
        _("General Data Protection Regulation (EU) 2016/679")
        if purpose.law == "gdpr"
        else _("the national law on data at the police, after Directive (EU) 2016/680")
    )
    return PurposeWords(
        visit.say(purpose.title),
        law,
        visit.formats.duration(purpose.retention),
        visit.listed([readers[reader] for reader in purpose.readers]),
    )

"""The policy `follow-up-capacity`: nothing is promised that the unit cannot carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from koban.api import Deployment, Finding, Policy, seconds, staffed_days
from koban_policies.hours import longest_empty

_CARRIED_BY = {"posts": "posts", "staffedHours": "staffed_hours", "maxOpenCases": "max_open_cases"}
"""Field of a unit -> what it is called in the model."""


class FollowUpCapacity(Policy):
    """Community policing lives from follow-up: in six coordinated trials trust did not grow, and one cause was that nobody
    had the means to follow up what people raised (Science 374, eabd3446). The rules are structural: how many cases an officer can carry depends
    on the cases, so no number is assumed.

    - Where people are asked to write, the unit says how many officers there are (`posts`), when they are there
      (`staffedHours`) and from how many open cases on its lead is told (`maxOpenCases`).
    - Where nobody is behind the post when it is empty, somebody is named (`whenEmpty`).
    - Staffed hours are not always closed.
    - A first answer that is promised in hours or days of the clock comes later than the longest time for which the post
      stands empty: else a report sent at its beginning is late before anybody could read it.
    """

    name = "follow-up-capacity"
    title = {"en": "Somebody can follow up what people write"}
    summary = {
        "en": "Says where people are asked to write and the unit's posts and hours cannot carry what is promised."
    }

    def check(self, deployment: Deployment) -> Iterable[Finding]:
        """Nothing where people are not asked to write, and nothing without a unit, which is told elsewhere."""
        writing = [name for name, one in deployment.features.items() if one.asks_people]
        unit = deployment.spec.unit
        if not writing or unit is None:
            return
        missing = [field for field, name in _CARRIED_BY.items() if getattr(unit, name) is None]
        if missing:
            yield Finding(
                ("unit", missing[0]),
                f'people can write to "{writing[0]}", and the unit does not say {_unsaid(missing)}',
                f"write {_row([f'`{field}`' for field in missing])}: a promise that nobody can keep costs trust",
            )
        if unit.when_empty is None and unit.staffed_hours != "24/7":
            yield Finding(
                ("unit", "whenEmpty"),
                f'people can write to "{writing[0]}", and nobody is named who answers when the post is empty',
                "write under `whenEmpty` whom to call then",
            )
        if unit.staffed_hours is not None:
            yield from _late(deployment, writing, unit.staffed_hours)


def _unsaid(missing: list[str]) -> str:
    words = {
        "posts": "how many officers it has",
        "staffedHours": "when they are there",
        "maxOpenCases": "how many open cases they carry",
    }
    return _row([words[field] for field in missing])


def _row(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _late(deployment: Deployment, writing: Iterable[str], hours: str) -> Iterator[Finding]:
    empty = longest_empty(hours)
    if empty is None:
        yield Finding(
            ("unit", "staffedHours"), "by these hours nobody is ever there", "write when somebody is"
        )
        return
    for name in writing:
        for path, promise in _promises(deployment.features[name].settings, ("features", name, "with")):
            if staffed_days(promise) is None and seconds(promise) <= empty:
                yield Finding(
                    path,
                    f"an answer is promised within {promise}, and the post stands empty for up to {_long(empty)}",
                    "promise staffed days, such as `1wd`, or a longer time",
                )


def _promises(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every `firstAnswer` in a feature's settings, and where it stands."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "firstAnswer" and isinstance(inner, str):
                yield (*path, key), inner
            else:
                yield from _promises(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _promises(inner, (*path, index))


def _long(time: timedelta) -> str:
    hours = round(time.total_seconds() / 3600)
    return f"{hours} hours" if hours < 72 else f"{hours // 24} days"

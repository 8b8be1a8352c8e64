"""A measure's result as local evidence in its community's manifest. Pure: text in, text out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from zoneinfo import ZoneInfo

from koban.capability.estimate import Estimate
from koban.capability.result import STRENGTH, Comparison
from koban.manifest.insertion import append, put
from koban.model.base import say
from koban.model.bundle import Bundle
from koban.texts.formats import Formats
from koban.texts.words import Words

_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class LocalEvidence:
    """What was measured before and after one measure of one community."""

    bundle: Bundle
    """The community as it is served."""
    measure: str
    indicator: str
    entry: Mapping[str, Any]
    """The indicator as its capability module describes it."""
    comparison: Comparison

    @property
    def good(self) -> Literal["up", "down"]:
        """Which way is better."""
        return "up" if self.entry["good"] == "up" else "down"

    @property
    def name(self) -> str:
        """Of its entry in the evidence register."""
        return f"local-{self.measure}"[:_LONGEST_NAME].rstrip("-")


def with_result(body: bytes, file: str, found: LocalEvidence, words: Callable[[str], Words]) -> bytes:
    """The manifest `body`, which lies in `file`, with the result at the measure and the entry in the evidence register.

    Raises koban.manifest.insertion.UnwritableError.
    """
    spec, comparison = found.bundle.spec, found.comparison
    effect, day = comparison.effect(found.good), comparison.after.until
    on = {tag: say(found.entry["what"], tag, "en") for tag in spec.languages}
    studied = {tag: _studied(found, words(tag)) for tag in spec.languages}
    texts: dict[str, Any] = {"on": _text(on), "studied": _text(studied)}
    study: dict[str, Any] = {"cite": _cite(found), "year": day.year, "strength": STRENGTH, "effect": effect}
    at = ("spec", "measures", found.measure)
    body = put(body, file, ("spec", "framework", "evidence", found.name), study | texts | {"read": "local"})
    body = put(body, file, (*at, "result"), {"effect": effect, **texts, "date": day.isoformat()})
    known = [name for name in spec.measures[found.measure].evidence if name != found.name]
    for name in (*known, found.name):
        body = append(body, file, (*at, "evidence"), name)
    return body


def _text(texts: Mapping[str, str]) -> str | dict[str, str]:
    return next(iter(texts.values())) if len(texts) == 1 else dict(texts)


def _cite(found: LocalEvidence) -> str:
    return f"{found.bundle.name}: {found.indicator} before and after {found.measure}, measured by KOBAN"


def _studied(found: LocalEvidence, words: Words) -> str:
    before, after, change = found.comparison.before, found.comparison.after, found.comparison.change
    force = found.bundle.force
    formats = Formats(words.language, ZoneInfo(force.time_zone), force.country)
    unit = "" if found.entry["unit"] in {"n", ""} else f" {found.entry['unit']}"
    points = (
        " pp" if unit == " %" else unit
    )  # a share that rises from 40 % to 60 % rises by 20 points, or by half

    def number(value: float) -> str:
        return formats.number(round(value, 1))

    def told(estimate: Estimate) -> str:
        return f"{number(estimate.value)}{unit} ({number(estimate.low)} – {number(estimate.high)}, n = {estimate.n})"

    def days(since: date, until: date) -> str:
        return f"{formats.short_date(since)} – {formats.short_date(until)}"

    return words.gettext(
        "Before the measure ({before_days}): {before}. After it ({after_days}): {after}. Difference: {change} (95 % interval {low} to {high}). One place over time, with nothing to compare it to.",
        before_days=days(before.since, before.until),
        before=told(before.found),
        after_days=days(after.since, after.until),
        after=told(after.found),
        change=f"{number(change.value)}{points}",
        low=number(change.low),
        high=number(change.high),
    )

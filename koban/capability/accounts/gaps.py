"""A community's gaps with everything that they were reckoned from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from koban.capability.accounts.voice import Voice
from koban.capability.accounts.words import BECAUSE, NO_APP_ALONE
from koban.capability.gap import Gap, find_gaps
from koban.capability.level import KINDS
from koban.capability.need import Weights, score_need
from koban.capability.picture import Picture
from koban.model.community import Need
from koban.model.gap_output import (
    BecauseEntry,
    GapEntry,
    GapOutput,
    MissingComponents,
    NeedEntry,
    Research,
)

PLACES = 6
"""Digits behind the point: enough to reckon it again. What people read shows one."""


def account_gaps(community: str, picture: Picture, today: date, voice: Voice) -> GapOutput:
    """All gaps in order of priority, the needs and weights behind them, and what is not worked towards."""
    return GapOutput(
        community=community,
        day=today,
        gaps=[_gap(gap, picture, voice) for gap in find_gaps(picture, today=today)],
        needs=[_need(name, need, voice) for name, need in picture.spec.needs.items()],
        weights=Weights().table(),
        retired={name: voice(reason) for name, reason in picture.known.retired.items()},
        note=NO_APP_ALONE,
    )


def _gap(gap: Gap, picture: Picture, voice: Voice) -> GapEntry:
    entry = picture.capability(gap.capability)
    held = gap.held
    return GapEntry(
        capability=gap.capability,
        title=voice.title(entry, gap.capability),
        level=held.level,
        declared=held.declared,
        panel=held.panel,
        because=[BecauseEntry.model_validate({"reason": one, "words": BECAUSE[one]}) for one in held.because],
        proven=held.proven,
        wanted=gap.wanted,
        gap=gap.gap,
        priority=round(gap.priority, PLACES),
        rated=gap.rated,
        missing=MissingComponents.model_validate(dict(gap.missing)),
        missing_titles=_titles(gap.missing, entry, voice),
        needs=list(gap.needs),
        measures=list(gap.measures),
        evidence=Research.model_validate({"effect": gap.effect, "entries": list(gap.entries)}),
        by=gap.by,
    )


def _titles(
    missing: Mapping[str, Sequence[str]], entry: Mapping[str, Any], voice: Voice
) -> MissingComponents:
    return MissingComponents.model_validate(
        {
            kind: [voice(entry.get(kind, {}).get(name) or {"": name}) for name in missing.get(kind, ())]
            for kind in KINDS
        }
    )


def _need(name: str, need: Need, voice: Voice) -> NeedEntry:
    score = score_need(need)
    return NeedEntry(
        name=name,
        statement=voice(need.statement),
        horizon=need.horizon,
        score=None if score.score is None else round(score.score, PLACES),
        spread=round(score.spread, PLACES),
        bodies={body: round(value, PLACES) for body, value in score.by_body.items()},
        means={criterion: round(value, PLACES) for criterion, value in score.means.items()},
        sources=list(need.sources),
        asks_for=dict(need.asks_for),
    )

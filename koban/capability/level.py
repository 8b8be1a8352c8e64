"""The level of a capability that really counts: what was declared, less what the rules of the ladder take away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from koban.model.capability import Components
from koban.model.community import Assessment
from koban.model.months import months_before

KINDS = ("knowledge", "skills", "technologies")
PROOF_MONTHS = 18
"""Proof older than this no longer carries a level."""
WITHOUT_PANEL = 2
"""The highest level of a co-active capability that no panel has rated."""
WITHOUT_ALL_KINDS = 1
"""The highest level at which one of knowledge, skills and technologies may be wholly absent."""


@dataclass(frozen=True, slots=True)
class Held:
    """A level and how it came about."""

    level: int
    """What counts, 0 to 4."""
    declared: int
    """What the unit says of itself."""
    panel: int | None
    """What a panel says, if one was asked."""
    because: tuple[str, ...]
    """Why it is lower than declared: `panel`, `no-panel`, `components`, `proof`; nothing if it is not."""
    proven: bool
    """Whether any proof is named at all."""


ABSENT = Held(0, 0, None, (), proven=False)
"""Of a capability that nobody assessed."""


def level_held(
    assessment: Assessment | None, capability: Mapping[str, Any], today: date | None = None
) -> Held:
    """The level that counts. `capability` is its entry in JSON form; without `today` proof does not age.

    The rules are those of the maturity ladder: a co-active capability counts as its panel sees it, and no higher than 2
    without one; level 2 wants something of each kind of component; when all proof has grown old, one level is lost.
    """
    if assessment is None:
        return ABSENT
    level, because = assessment.level, []
    panel = assessment.panel.level if assessment.panel else None
    if capability.get("approach") == "co-active":
        ceiling, why = (panel, "panel") if panel is not None else (WITHOUT_PANEL, "no-panel")
        if ceiling < level:
            level = ceiling
            because.append(why)
    if level > WITHOUT_ALL_KINDS and not _something_of_each(assessment.missing, capability):
        level = WITHOUT_ALL_KINDS
        because.append("components")
    if (
        level
        and today is not None
        and assessment.proof
        and all(_old(one.date, today) for one in assessment.proof)
    ):
        level -= 1
        because.append("proof")
    return Held(level, assessment.level, panel, tuple(because), proven=bool(assessment.proof))


def missing_components(assessment: Assessment | None, capability: Mapping[str, Any]) -> dict[str, list[str]]:
    """Kind -> component ids that are not there yet; all of them where nothing was assessed."""
    if assessment is None:
        return {kind: list(capability.get(kind, {})) for kind in KINDS}
    return {kind: list(getattr(assessment.missing, kind)) for kind in KINDS}


def _something_of_each(missing: Components, capability: Mapping[str, Any]) -> bool:
    return all(
        set(capability.get(kind, {})) - set(getattr(missing, kind)) or not capability.get(kind)
        for kind in KINDS
    )


def _old(day: date, today: date) -> bool:
    return day < months_before(today, PROOF_MONTHS)

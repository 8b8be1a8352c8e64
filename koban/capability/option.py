"""Measures compared as options: what each would close, on what evidence, how soon it could be done, and whether it may be ranked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from koban.capability.evidence import effect_of, evidence_factor
from koban.capability.gap import Gap, find_gaps
from koban.capability.level import KINDS
from koban.capability.need import Weights
from koban.capability.picture import Picture
from koban.model.capability import Components
from koban.model.community import Gates, Measure

DELIVERABLE = (1.0, 0.7, 0.4, 0.4)
"""Factor by how many of owner, budget and people are not there."""
NOTHING = "nothing"
"""What doing nothing is called among the measures."""
GATES = ("legal_basis", "dpia", "no_prohibited_ai", "alternative")


@dataclass(frozen=True, slots=True)
class Closing:
    """What a measure would do for one gap."""

    capability: str
    share: float
    """Share of the missing components that it brings, 0 to 1."""
    gap_score: float
    """The gap's priority."""


@dataclass(frozen=True, slots=True)
class Option:
    """One measure, with everything its value is reckoned from."""

    name: str
    kind: str
    title: Mapping[str, str]
    proposed: bool
    """Whether a module proposes it and the community has not taken it up."""
    closings: tuple[Closing, ...]
    effect: str
    entries: tuple[str, ...]
    evidence_factor: float
    absent: tuple[str, ...]
    """Which of `owner`, `budget` and `people` are not there."""
    shut: tuple[str, ...]
    """Gates that are shut: with any of them it is not ranked."""
    cost: float | None
    """In euro."""

    @property
    def deliverability(self) -> float:
        """1 with owner, budget and people; less with each that is not there."""
        return DELIVERABLE[len(self.absent)]

    @property
    def value(self) -> float:
        """Gap score times share closed, over all gaps, times evidence times deliverability."""
        closed = sum(one.gap_score * one.share for one in self.closings)
        return closed * self.evidence_factor * self.deliverability

    @property
    def rank_value(self) -> float | None:
        """The value against its cost; None where a gate is shut."""
        if self.shut:
            return None
        return self.value / (1 + math.log10(1 + (self.cost or 0) / 1000))

    @property
    def trial(self) -> bool:
        """Whether its effect is unknown, so that it may only run as a labelled trial."""
        return self.effect in {"unknown", "not-tested"} and self.kind != "nothing"


def compare_options(
    picture: Picture,
    *,
    today: date | None = None,
    weights: Weights | None = None,
    gaps: Sequence[Gap] | None = None,
) -> list[Option]:
    """The community's open measures, what modules propose besides, and doing nothing; best first, those with a shut gate last."""
    gaps = find_gaps(picture, today=today, weights=weights) if gaps is None else gaps
    open_ = {gap.capability: gap for gap in gaps if gap.gap}
    own = [_own(name, one, picture, open_) for name, one in picture.spec.measures.items() if one.done is None]
    # A measure that is called as a module's own is that one, taken up.
    taken = {*picture.spec.measures, *(one.option for one in picture.spec.measures.values())}
    proposed = [
        _proposed(name, entry, picture, open_)
        for name, entry in picture.known.measures.items()
        if name not in taken and open_.keys() & entry["gives"].keys()
    ]
    nothing = [] if NOTHING in picture.spec.measures else [_nothing()]
    return sorted([*own, *proposed, *nothing], key=_rank)


def _rank(option: Option) -> tuple[bool, float, bool, str]:
    # Rounded, so that two that are worth the same stand by name and not by the last bit of a sum.
    return (
        option.rank_value is None,
        -round(option.rank_value or 0.0, 9),
        option.kind == "nothing",
        option.name,
    )


def _nothing() -> Option:
    return Option(NOTHING, "nothing", {}, False, (), "unknown", (), 1.0, (), (), None)


def _own(name: str, measure: Measure, picture: Picture, gaps: Mapping[str, Gap]) -> Option:
    module = picture.known.measures.get(measure.option or "", {})
    gives: Mapping[str, Components] = measure.gives or _components(module.get("gives", {}))
    studies = picture.studies(list(dict.fromkeys((*measure.evidence, *module.get("evidence", ())))))
    there = {"owner": bool(measure.owner), "budget": measure.budget, "people": measure.people}
    return Option(
        name=name,
        kind=measure.kind,
        title=measure.title,
        proposed=False,
        closings=_closings(measure.kind, gives, gaps),
        effect=effect_of(studies),
        entries=tuple(str(one["name"]) for one in studies),
        evidence_factor=evidence_factor(studies),
        absent=tuple(what for what, here in there.items() if not here),
        shut=tuple(gate for gate, is_open in gates_of(measure, picture).items() if not is_open),
        cost=measure.cost,
    )


def _proposed(name: str, entry: Mapping[str, Any], picture: Picture, gaps: Mapping[str, Gap]) -> Option:
    studies = picture.studies(list(entry["evidence"]))
    return Option(
        name=name,
        kind=str(entry["kind"]),
        title=entry["title"],
        proposed=True,
        closings=_closings(str(entry["kind"]), _components(entry["gives"]), gaps),
        effect=effect_of(studies),
        entries=tuple(str(one["name"]) for one in studies),
        evidence_factor=evidence_factor(studies),
        absent=("owner", "budget", "people"),
        shut=(),
        cost=None,
    )


def _components(gives: Mapping[str, Any]) -> dict[str, Components]:
    return {name: Components.model_validate(one) for name, one in gives.items()}


def _closings(kind: str, gives: Mapping[str, Components], gaps: Mapping[str, Gap]) -> tuple[Closing, ...]:
    if kind == "nothing":
        return ()
    return tuple(
        Closing(name, share_closed(what_counts(kind, given), gaps[name].missing), gaps[name].priority)
        for name, given in gives.items()
        if name in gaps
    )


def what_counts(kind: str, given: Components) -> Components:
    """What a measure of this kind can bring at all: features of an app give technologies, never knowledge or skills."""
    return Components(technologies=given.technologies) if kind == "technology" else given


def share_closed(given: Components, missing: Mapping[str, Iterable[str]]) -> float:
    """The share of all missing components, of whatever kind, that `given` brings: so technology alone never closes a gap
    in which knowledge or skills are missing too."""
    wanted = {(kind, name) for kind in KINDS for name in missing.get(kind, ())}
    brought = {(kind, name) for kind in KINDS for name in getattr(given, kind)}
    return len(wanted & brought) / len(wanted) if wanted else 0.0


def gates_of(measure: Measure, picture: Picture) -> dict[str, bool]:
    """Gate -> whether it is open: as the measure says, else as the manifest shows.

    An app's function that collects personal data needs an impact assessment and, like every function, another way for those
    who cannot use it. What collects nothing needs no legal basis of its own; purposes always name theirs.
    """
    said: Gates = measure.gates
    collects = measure.feature in picture.collecting
    unit = picture.spec.unit
    other_way = unit is not None and (unit.phone is not None or bool(unit.places))
    shown = {
        "legal_basis": True,
        "dpia": not collects or picture.spec.privacy.dpia is not None,
        "no_prohibited_ai": True,
        "alternative": measure.kind != "technology" or other_way,
    }
    own = {gate: getattr(said, gate) for gate in GATES}
    return {gate: shown[gate] if own[gate] is None else bool(own[gate]) for gate in GATES}

"""How old the proof of what a unit can do is. Dates are facts of a manifest; ages are reckoned when somebody looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from koban.diagnostics.diagnostic import Diagnostic, Severity, Span
from koban.manifest.locate import locate
from koban.manifest.node import Node
from koban.model.community import CommunitySpec
from koban.model.months import months_before

MONTHS = 18
"""Older proof says little of what a unit can do now."""


@dataclass(frozen=True, slots=True)
class NewestProof:
    """The newest proof that a community gives for one capability. Depends on no clock, so it may be kept."""

    capability: str
    day: date
    span: Span


def newest_proofs(spec: CommunitySpec, node: Node) -> Iterator[NewestProof]:
    """One for each capability that has any proof; `node` is the merged `spec` with positions."""
    for name, held in spec.capabilities.items():
        if held.proof:
            index = max(range(len(held.proof)), key=lambda each: held.proof[each].date)
            span = locate(node, ("capabilities", name, "proof", index, "date"), "")
            yield NewestProof(name, held.proof[index].date, span)


def old_proofs(proofs: Iterable[NewestProof], today: date) -> Iterator[Diagnostic]:
    """A note for each that is older than eighteen months on the day `today`."""
    for proof in proofs:
        if proof.day < months_before(today, MONTHS):
            message = f'the newest proof for "{proof.capability}" is from {proof.day.isoformat()}, more than {MONTHS} months ago'
            cure = "look whether it still holds, and name a newer proof, or a lower level"
            yield Diagnostic("KB434", message, proof.span, Severity.INFO, help=cure)

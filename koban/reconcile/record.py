"""Turns what a look found into conditions. Pure: what is written, and whether it differs, is the store's matter."""

from __future__ import annotations

from dataclasses import dataclass

from koban.model.condition import ConditionType, Reason, Status
from koban.reconcile.halt import Halt
from koban.reconcile.observe import Answer

Fact = tuple[ConditionType, Status, Reason, str]
_KEEPS = "what was served last keeps serving"
_NOTHING = "nothing is served yet"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Findings:
    """What a look found out."""

    halt: Halt | None
    """Why what Git asks for does not go on."""
    serving: bool
    """Whether anything is served."""
    current: bool
    """Whether what is served is what Git asks for."""
    candidate: Answer
    """What hosts say of what is to be served next."""
    served: Answer
    """What hosts say of what is served."""
    left_out: tuple[str, ...] = ()
    """What was not granted, so that Git asks for it in vain."""
    drift: str = ""
    """What is measured that contradicts a declared level."""


def conditions(findings: Findings) -> list[Fact]:
    """The community's conditions, the roll-up `Ready` last. Drift is for people to judge: it makes nobody less ready."""
    facts = [_valid(findings), _applied(findings), _healthy(findings)]
    return [*facts, *_drifted(findings), _ready(facts)]


def failing(error: str) -> list[Fact]:
    """The conditions after a failure that is ours: it is tried again, and what is served is left alone."""
    message = f"KOBAN could not finish ({error}); it tries again by itself"
    return [
        (ConditionType.APPLIED, Status.UNKNOWN, Reason.RETRYING, message),
        (ConditionType.READY, Status.FALSE, Reason.RETRYING, message),
    ]


def _valid(findings: Findings) -> Fact:
    halt = findings.halt
    if halt and halt.condition is ConditionType.VALID:
        return (ConditionType.VALID, Status.FALSE, halt.reason, halt.message)
    return (ConditionType.VALID, Status.TRUE, Reason.SUCCEEDED, _left_out(findings.left_out))


def _left_out(words: tuple[str, ...]) -> str:
    if not words:
        return ""
    more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
    return f"left out, because an operator did not grant it: {', '.join(words[:_SHOWN])}{more} (koban grant)"


def _applied(findings: Findings) -> Fact:
    if findings.current and findings.halt is None:
        return (ConditionType.APPLIED, Status.TRUE, Reason.SUCCEEDED, "")
    halt, serving = findings.halt, _KEEPS if findings.serving else _NOTHING
    if halt is None:
        return (ConditionType.APPLIED, Status.FALSE, Reason.PROGRESSING, findings.candidate.message)
    if halt.condition is ConditionType.VALID:
        return (ConditionType.APPLIED, Status.FALSE, halt.reason, f"the manifest has a mistake; {serving}")
    return (ConditionType.APPLIED, Status.FALSE, halt.reason, f"{halt.message}; {serving}")


def _healthy(findings: Findings) -> Fact:
    if not findings.serving:
        return (ConditionType.HEALTHY, Status.UNKNOWN, Reason.PROGRESSING, _NOTHING)
    answer = findings.served
    match answer.state:
        case "ready":
            return (ConditionType.HEALTHY, Status.TRUE, Reason.SUCCEEDED, "")
        case "refused":
            return (ConditionType.HEALTHY, Status.FALSE, Reason.UNHEALTHY, answer.message)
        case "waiting":
            return (ConditionType.HEALTHY, Status.UNKNOWN, Reason.PROGRESSING, answer.message)


def _drifted(findings: Findings) -> list[Fact]:
    if not findings.serving:
        return []
    if findings.drift:
        return [(ConditionType.DRIFTED, Status.TRUE, Reason.CAPABILITY_DRIFT, findings.drift)]
    return [(ConditionType.DRIFTED, Status.FALSE, Reason.SUCCEEDED, "")]


def _ready(facts: list[Fact]) -> Fact:
    for _, status, reason, message in facts:
        if status is not Status.TRUE:
            return (ConditionType.READY, Status.FALSE, reason, message)
    return (ConditionType.READY, Status.TRUE, Reason.SUCCEEDED, "")

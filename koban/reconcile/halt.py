"""Why what Git asks for does not go live although nothing is broken here. Failures of ours are exceptions instead."""

from __future__ import annotations

from dataclasses import dataclass

from koban.model.condition import ConditionType, Reason


@dataclass(frozen=True, slots=True)
class Halt:
    """A stop on the way to serving; it lasts until something new is learned."""

    condition: ConditionType
    """The condition that says so: `Valid`, `Applied` or `Healthy`."""
    reason: Reason
    message: str

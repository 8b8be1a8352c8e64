"""Conditions: what is true of a community now, and why."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from koban.model.base import Model


class ConditionType(StrEnum):
    """What a condition speaks of; `Ready` rolls the others up."""

    VALID = "Valid"
    APPLIED = "Applied"
    HEALTHY = "Healthy"
    DRIFTED = "Drifted"
    SUSPENDED = "Suspended"
    READY = "Ready"


class Status(StrEnum):
    """Kubernetes' three values, as words."""

    TRUE = "True"
    FALSE = "False"
    UNKNOWN = "Unknown"


class Reason(StrEnum):
    """Why a condition has its status."""

    SUCCEEDED = "Succeeded"
    PROGRESSING = "Progressing"
    RETRYING = "Retrying"
    INVALID = "Invalid"
    NO_FOLLOW_UP = "NoFollowUp"
    POLICY_REFUSED = "PolicyRefused"
    OVER_DELETE_BUDGET = "OverDeleteBudget"
    HELD_BACK = "HeldBack"
    SOURCE_FAILED = "SourceFailed"
    REFUSED = "Refused"
    UNHEALTHY = "Unhealthy"
    CAPABILITY_DRIFT = "CapabilityDrift"


class Condition(Model):
    """One fact about a community. Written only when status, reason, message or observed generation change."""

    type: ConditionType
    status: Status
    reason: Reason
    message: str
    observed_generation: Annotated[int, Field(alias="observedGeneration")]
    last_transition_time: Annotated[datetime, Field(alias="lastTransitionTime")]
    """When `status` last changed."""

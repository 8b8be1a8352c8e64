"""A plan: the ordered changes from what is observed to what is desired."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from koban.model.base import Model


class Action(StrEnum):
    """What happens to a community."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


class FieldChange(Model):
    """One field, before and after. `None` stands for absent."""

    path: str
    before: Any
    after: Any


class Change(Model):
    """What would happen to one community."""

    community: str
    action: Action
    summary: str
    """In plain words."""
    fields: list[FieldChange] = []


class Plan(Model):
    """All changes, sorted by community."""

    changes: list[Change] = []

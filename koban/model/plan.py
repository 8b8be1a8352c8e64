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
    """Where it stands in the manifest, with dots."""
    before: Any
    """What is served, or null."""
    after: Any
    """What is asked for, or null."""


class Change(Model):
    """What would happen to one community."""

    community: str
    """Whose change it is."""
    action: Action
    """Whether the community comes, changes or goes."""
    summary: str
    """In plain words."""
    fields: list[FieldChange] = []
    """The same, field by field."""


class Plan(Model):
    """All changes, sorted by community."""

    changes: list[Change] = []
    """Sorted by community."""

"""A plan: the ordered changes from what is observed to what is desired."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from koban.model.base import Model


class Action(StrEnum):
    """What happens to a community."""

    CREATE = "create"
    UPDATE = "update"
    RENAME = "rename"
    DELETE = "delete"


class ChangeClass(StrEnum):
    """How far a change reaches; of several the widest wins."""

    COSMETIC = "cosmetic"
    """Texts, colour, icon, order."""
    SERVICE = "service"
    """Features, hours, promises, connectors in, rename."""
    DATA = "data"
    """What is collected, kept, shared or decided."""
    DESTRUCTIVE = "destructive"
    """A community, feature or category goes, retention shortens, roles, approvals or limits change."""

    @property
    def width(self) -> int:
        """Larger for wider."""
        return list(ChangeClass).index(self)


class FieldChange(Model):
    """One field, before and after. `None` stands for absent."""

    path: str
    """Where it stands in the manifest, with dots."""
    before: Any
    """What is served, or null."""
    after: Any
    """What is asked for, or null."""
    file: str | None = None
    """The file that says so now, or said so before; null for what no file says."""
    line: int | None = None
    """The line in it, counted from 1."""


class Change(Model):
    """What would happen to one community."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    community: str
    """Whose change it is; its new name if it is renamed."""
    action: Action
    """Whether the community comes, changes, is renamed or goes."""
    change_class: Annotated[ChangeClass, Field(alias="class")] = ChangeClass.SERVICE
    """The widest class of all its fields."""
    summary: str
    """In plain words, the widest first."""
    sentences: Annotated[list[str], Field(exclude=True)] = []
    """Every sentence that the summary is made of, and those that it has no room for; without a final stop."""
    fields: list[FieldChange] = []
    """The same, field by field."""
    approvals: list[str] = []
    """Roles of which one person each must agree, as the force's applied manifest says for this class."""


class Plan(Model):
    """All changes, sorted by community."""

    changes: list[Change] = []
    """Sorted by community."""

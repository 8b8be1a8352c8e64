"""Puts identical changes of many communities together, so that a change to a shared parent is read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from koban.model.bundle import canonical
from koban.model.plan import Action, Change, ChangeClass, FieldChange
from koban.plan.report import Told


@dataclass(frozen=True, slots=True)
class Group:
    """Communities that change alike; `change` is that of the first of them."""

    communities: tuple[str, ...]
    change: Change
    language: str

    @property
    def fields(self) -> list[FieldChange]:
        """The fields that change, each with a place that holds for all of the communities."""
        if len(self.communities) == 1:
            return self.change.fields
        own = f"/{self.change.community}/"
        return [
            field.model_copy(update={"file": None, "line": None}) if own in f"{field.file}/" else field
            for field in self.change.fields
        ]


@dataclass(frozen=True, slots=True)
class Kind:
    """Groups of one action, one class and the same people who must approve."""

    action: Action
    change_class: ChangeClass
    approvals: tuple[str, ...]
    groups: Sequence[Group]

    @property
    def communities(self) -> list[str]:
        """All of them, by name."""
        return sorted(name for group in self.groups for name in group.communities)


def group_changes(changes: Iterable[Told]) -> list[Group]:
    """Groups in the order of their first community, the widest class first."""
    found: dict[bytes, list[Told]] = {}
    for told in changes:
        found.setdefault(_likeness(told), []).append(told)
    groups = [
        Group(tuple(one.change.community for one in alike), alike[0].change, alike[0].language)
        for alike in found.values()
    ]
    return sorted(groups, key=lambda group: (-group.change.change_class.width, group.communities))


def group_kinds(groups: Iterable[Group]) -> list[Kind]:
    """The same, put together by action, class and approvals."""
    found: dict[tuple[Action, ChangeClass, tuple[str, ...]], list[Group]] = {}
    for group in groups:
        change = group.change
        found.setdefault((change.action, change.change_class, tuple(change.approvals)), []).append(group)
    return [Kind(*key, alike) for key, alike in found.items()]


def _likeness(told: Told) -> bytes:
    change = told.change
    fields = [(field.path, field.before, field.after) for field in change.fields]
    what = (change.action.value, change.change_class.value, change.summary, change.approvals)
    return canonical([what, fields, told.language])

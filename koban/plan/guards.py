"""Finds where a proposed force or workspace edits the rules by which changes are judged. Reads no file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from koban.diagnostics.diagnostic import Diagnostic, Severity, Span
from koban.manifest.force import LoadedForce
from koban.manifest.locate import locate
from koban.manifest.node import Node
from koban.manifest.wording import shown
from koban.model.force import ForceSpec
from koban.model.plan import ChangeClass

_CODES = {"approvals": "KB500", "roles": "KB501", "limits": "KB502", "policies": "KB503"}


@dataclass(frozen=True, slots=True)
class _Edit:
    """One entry of a guard that differs."""

    guard: str
    key: str
    before: Any
    after: Any
    span: Span


def guard_edits(before: LoadedForce, after: LoadedForce, applied: LoadedForce | None) -> Iterator[Diagnostic]:
    """A warning for each rule that `after` changes, at its line, with who judges it: those whom `applied` names."""
    spec = applied.spec if applied else None
    for guard, code in _CODES.items():
        for edit in _edits(guard, before.node, after.node, f"{after.folder}/force.yaml"):
            cure = _judges(edit, spec)
            yield Diagnostic(code, _told(edit), edit.span, Severity.WARNING, help=cure)


def budget_edit(before: Node | None, after: Node | None) -> Iterator[Diagnostic]:
    """A warning if the number of communities that one change may retire is changed; told of two workspaces' `spec`."""
    old, new = (_plain(node, "deleteBudget") for node in (before, after))
    if after is not None and old != new:
        message = (
            f"this changes how many communities one change may retire: {_value(old)} becomes {_value(new)}"
        )
        span = locate(after, ("deleteBudget",), "extra_forbidden")
        cure = "until this is merged the number that is applied now holds, for this change too"
        yield Diagnostic("KB502", message, span, Severity.WARNING, help=cure)


def roles_named(roles: Sequence[str]) -> str:
    """`chief and unit-lead`."""
    return " and ".join(filter(None, (", ".join(roles[:-1]), *roles[-1:])))


def _edits(guard: str, before: Node | None, after: Node | None, file: str) -> Iterator[_Edit]:
    old, new = _entries(before, guard), _entries(after, guard)
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield _Edit(guard, key, old.get(key), new.get(key), _span(after, guard, key, old.get(key), file))


def _entries(node: Node | None, guard: str) -> dict[str, Any]:
    found = _plain(node, guard)
    return found if isinstance(found, dict) else {}


def _plain(node: Node | None, key: str) -> Any:
    found = node.get(key) if node is not None else None
    return found.plain() if found is not None else None


def _span(node: Node | None, guard: str, key: str, old: Any, file: str) -> Span:
    """The first member that is new in a list, else the entry, else what it stood in."""
    if node is None:
        return Span(file)
    entry = node.get(guard, key)
    members: list[Node] = entry.value if entry is not None and isinstance(entry.value, list) else []
    for member in members:
        if not isinstance(old, list) or member.plain() not in old:
            return member.span
    return locate(node, (guard, key), "extra_forbidden")


def _told(edit: _Edit) -> str:
    match edit.guard:
        case "approvals":
            return f'this changes who must approve what is "{edit.key}": {_members(edit)}'
        case "roles":
            return f'this changes who is "{edit.key}": {_members(edit)}'
        case "limits":
            return (
                f'this changes the limit of "{edit.key}": {_value(edit.before)} becomes {_value(edit.after)}'
            )
        case _:
            return f'this changes how seriously the policy "{edit.key}" is taken: {_value(edit.before)} becomes {_value(edit.after)}'


def _members(edit: _Edit) -> str:
    old, new = (value if isinstance(value, list) else [] for value in (edit.before, edit.after))
    parts = [f"{shown(member)} is added" for member in new if member not in old]
    parts += [f"{shown(member)} is taken away" for member in old if member not in new]
    return ", ".join(parts[:10]) or "their order"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {shown(inner)}" for key, inner in list(value.items())[:5]) or "nothing"
    return "nothing" if value is None else shown(value)


def _judges(edit: _Edit, applied: ForceSpec | None) -> str:
    if applied is None:
        return "nothing of this force is applied that could judge it"
    judges = roles_named(applied.approvals.get(ChangeClass.DESTRUCTIVE, []))
    agree = f"must approve: {judges}" if judges else "nobody is named there who must approve it"
    now = f"this pull request is judged by the rules that are applied now; {agree}"
    if edit.guard == "roles":
        groups = {str(role): groups for role, groups in applied.roles.items()}.get(edit.key, [])
        return f'{now}; "{edit.key}" is still {roles_named(groups) or "nobody"}'
    return now

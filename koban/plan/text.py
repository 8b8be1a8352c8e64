"""A plan for a terminal: words first, then each field with the place where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from koban.diagnostics.screen import safe
from koban.model.plan import Action, FieldChange
from koban.plan.grouping import Group, group_changes
from koban.plan.labels import action_label, class_label, roles_in_words
from koban.plan.report import PlanReport, clauses
from koban.plan.saying import say, say_count

_SHOWN = 100
_NAMES = 20
_WITH_FIELDS = frozenset({Action.UPDATE, Action.RENAME})


def render_text(report: PlanReport) -> str:
    """The whole plan; every line ends with a line feed."""
    blocks = ["".join(f"{line}\n" for line in _group(group)) for group in group_changes(report.changes)]
    closing = "".join(f"{line}\n" for line in _closing(report))
    return "\n".join([*blocks, closing])


def _group(group: Group) -> Iterator[str]:
    change, language = group.change, group.language
    names = _names(group.communities)
    action = action_label(change.action, language)
    if len(group.communities) > 1:
        same = say_count(
            language, "the same in {n} community", "the same in {n} communities", len(group.communities)
        )
        yield safe(f"{names}: {action} ({same})")
    else:
        yield safe(f"{names}: {action}")
    yield from (f"  {safe(clause)}" for clause in clauses(change))
    title, label = say(language, "Class"), class_label(change.change_class, language)
    yield f"  {title}: {change.change_class.value}, {label}"
    if change.approvals:
        title, roles = say(language, "Must approve"), roles_in_words(change.approvals, language)
        yield f"  {title}: {safe(roles)}"
    for field in group.fields if change.action in _WITH_FIELDS else ():
        yield f"    {_field(field)}"


def _names(names: tuple[str, ...]) -> str:
    more = f" +{len(names) - _NAMES}" if len(names) > _NAMES else ""
    return ", ".join(names[:_NAMES]) + more


def _field(field: FieldChange) -> str:
    place = f" ({field.file}:{field.line})" if field.file else ""
    return safe(f"{field.path}: {short(field.before, _SHOWN)} -> {short(field.after, _SHOWN)}{place}")


def short(value: Any, most: int) -> str:
    """A value as JSON, cut after `most` characters; a dash for what is absent."""
    text = "-" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _closing(report: PlanReport) -> Iterator[str]:
    language = report.language
    for name in report.invalid:
        words = say(language, "has mistakes, so it keeps what it has; koban check tells them")
        yield safe(f"{name}: {words}")
    if not report.changes and not report.invalid and report.complete:
        yield say(language, "nothing would change")
        return
    yield report.counts() or say(language, "nothing would change")
    if report.next_command:
        yield safe(say(language, "Next: {command}", command=report.next_command))

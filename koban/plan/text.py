"""A plan for a terminal: words first, then each field with the place where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from koban.diagnostics.screen import safe
from koban.model.plan import Action, FieldChange
from koban.plan.approvals import agreement
from koban.plan.grouping import Group, group_changes
from koban.plan.report import PlanReport
from koban.plan.sentences import frame
from koban.plan.speech import speech_in
from koban.plan.terms import action_words

_SHOWN = 100
_NAMES = 20
_WITH_FIELDS = frozenset({Action.UPDATE, Action.RENAME})


def render_text(report: PlanReport) -> str:
    """The whole plan; every line ends with a line feed."""
    blocks = ["".join(f"{line}\n" for line in _group(group)) for group in group_changes(report.changes)]
    closing = "".join(f"{line}\n" for line in _closing(report))
    return "\n".join([*blocks, closing])


def _group(group: Group) -> Iterator[str]:
    change, speech = group.change, speech_in(group.language)
    told, number = (
        f"{_names(group.communities)}: {action_words(change.action, speech)}",
        len(group.communities),
    )
    yield safe(f"{told} ({speech.count(frame.SAME_ASIDE, number)})" if number > 1 else told)
    yield from (f"  - {safe(sentence)}" for sentence in change.sentences)
    yield safe(f"  {agreement(change, group.language)} [{change.change_class.value}]")
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
    speech = speech_in(report.language)
    for name in report.invalid:
        yield safe(f"{name}: {speech.say(frame.MISTAKE)}")
    if not report.changes and not report.invalid and report.complete:
        yield speech.say(frame.NOTHING)
        return
    yield report.counts() or speech.say(frame.NOTHING)
    if report.next_command:
        yield safe(speech.say(frame.NEXT, command=report.next_command))

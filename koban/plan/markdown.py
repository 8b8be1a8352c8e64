"""A plan as the body of a comment on a pull request: words first, fields folded below, never larger than Git hosts take.

A body that would be too large says less: first without fields, then put together by class, then names, then numbers alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from koban.model.plan import FieldChange
from koban.plan.escaping import code, fenced, inline
from koban.plan.grouping import Group, Kind, group_changes, group_kinds
from koban.plan.labels import action_label, class_label, roles_in_words
from koban.plan.report import PlanReport, clauses
from koban.plan.saying import say, say_count
from koban.plan.text import short

MARKER = "<!-- koban-plan -->"
"""The first line of the body, by which the comment is found again."""
LIMIT = 65_536
"""Characters that GitHub takes, counted as UTF-16; other hosts take as many or more."""
_VALUE = 300
_FIELDS = 40
_NAMES = 20
_SAMPLES = 5
_MANY_NAMES = 400


def render_markdown(report: PlanReport, limit: int = LIMIT) -> str:
    """The body, at most `limit` characters long; the fullest of six forms that fits."""
    groups = group_changes(report.changes)
    kinds = group_kinds(groups)
    forms: tuple[Callable[[], Iterator[str]], ...] = (
        lambda: _each(groups, fields=True),
        lambda: _each(groups, fields=False),
        lambda: _kinds(kinds, samples=_SAMPLES, names=_NAMES, language=report.language),
        lambda: _kinds(kinds, samples=0, names=_MANY_NAMES, language=report.language),
        lambda: _kinds(kinds, samples=0, names=0, language=report.language),
        lambda: iter(()),
    )
    body = ""
    for fullness, form in enumerate(forms):
        body = _body(report, form(), shortened=fullness > 0)
        if _length(body) <= limit:
            return body
    raise ValueError(f"a plan cannot be told in {limit} characters")


def _length(body: str) -> int:
    return len(body.encode("utf-16-le")) // 2


def _body(report: PlanReport, sections: Iterator[str], *, shortened: bool) -> str:
    language = report.language
    heading = say(language, "What this would change")
    blocks = [MARKER, f"## {heading}"]
    if not report.changes and not report.invalid and report.complete:
        blocks.append(say(language, "Nothing would change for anyone."))
    blocks += _invalid(report)
    blocks += sections
    if shortened:
        note = say(language, "This is a summary, because everything would not fit here.")
        blocks.append(f"_{note}_")
    blocks.append("---")
    blocks.append(_footer(report))
    return "\n\n".join(blocks) + "\n"


def _invalid(report: PlanReport) -> Iterator[str]:
    if report.invalid:
        words = say(report.language, "With mistakes, so they keep what they have:")
        yield f"**{words}** {_listed(report.invalid, _NAMES, report.language)}"
    elif not report.complete:
        words = say(report.language, "A mistake outside of the communities hides a part of this.")
        yield f"**{words}**"


def _footer(report: PlanReport) -> str:
    language = report.language
    counts = report.counts() or say(language, "nothing would change")
    since = say(language, "Compared with {revision}.", revision=code(report.since)) if report.since else ""
    command = (
        say(language, "Next: {command}", command=code(report.next_command)) if report.next_command else ""
    )
    return "\n".join(part for part in (f"{counts}.", since, command) if part)


def _each(groups: Sequence[Group], *, fields: bool) -> Iterator[str]:
    for group in groups:
        change, language = group.change, group.language
        action = action_label(change.action, language)
        if len(group.communities) == 1:
            yield f"### {code(change.community)} {action}"
        else:
            number = len(group.communities)
            same = say_count(language, "The same in {n} community", "The same in {n} communities", number)
            yield f"### {same}"
            yield f"{_listed(group.communities, _NAMES, language)}: {action}"
        yield "\n".join(f"- {inline(clause)}" for clause in clauses(change))
        yield _judged(
            change.change_class.value, class_label(change.change_class, language), change.approvals, language
        )
        if fields and change.fields:
            yield _folded(group.fields, language)


def _judged(name: str, label: str, approvals: Sequence[str], language: str) -> str:
    title = say(language, "Class")
    told = f"**{title}:** {code(name)}, {label}"
    if approvals:
        roles = inline(roles_in_words(approvals, language))
        title = say(language, "Must approve")
        told += f"  \n**{title}:** {roles}"
    return told


def _folded(fields: Sequence[FieldChange], language: str) -> str:
    lines = [line for field in fields[:_FIELDS] for line in _field(field)]
    if len(fields) > _FIELDS:
        more = say(language, "and {n} more", n=len(fields) - _FIELDS)
        lines.append(f"  {more}")
    title = say_count(language, "{n} field", "{n} fields", len(fields))
    return f"<details><summary>{title}</summary>\n\n{fenced(lines)}\n\n</details>"


def _field(field: FieldChange) -> Iterator[str]:
    place = f" ({field.file[:_VALUE]}:{field.line})" if field.file else ""
    yield f"  {field.path[:_VALUE]}{place}"
    if field.before is not None:
        yield f"- {short(field.before, _VALUE)}"
    if field.after is not None:
        yield f"+ {short(field.after, _VALUE)}"


def _kinds(kinds: Sequence[Kind], *, samples: int, names: int, language: str) -> Iterator[str]:
    for kind in kinds:
        number = len(kind.communities)
        title = say_count(language, "{n} community", "{n} communities", number)
        yield f"### {title}: {action_label(kind.action, language)}"
        yield _judged(
            kind.change_class.value, class_label(kind.change_class, language), kind.approvals, language
        )
        most = sorted(kind.groups, key=lambda group: -len(group.communities))[:samples]
        if most:
            yield "\n".join(
                f"- {inline(short_words(group.change.summary))} ({len(group.communities)})" for group in most
            )
        if names:
            yield _listed(kind.communities, names, language)


def short_words(summary: str) -> str:
    """The beginning of a long summary."""
    return summary if len(summary) <= _VALUE else f"{summary[: _VALUE - 1]}…"


def _listed(names: Sequence[str], most: int, language: str) -> str:
    told = ", ".join(code(name[:60]) for name in names[:most])
    more = len(names) - most
    if more <= 0:
        return told
    others = say(language, "and {n} more", n=more)
    return f"{told} {others}"

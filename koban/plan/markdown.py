"""A plan as the body of a comment on a pull request: words first, fields folded below, never larger than Git hosts take.

A body that would be too large says less: first without fields, then put together by class, then names, then numbers alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from koban.model.plan import Change, FieldChange
from koban.plan.approvals import agreement
from koban.plan.escaping import code, fenced, inline
from koban.plan.grouping import Group, Kind, group_changes, group_kinds
from koban.plan.report import PlanReport
from koban.plan.sentences import frame, whole
from koban.plan.speech import speech_in
from koban.plan.terms import action_words
from koban.plan.text import short

MARKER = "<!-- koban-plan -->"
"""The first line of the body, by which the comment is found again."""
LIMIT = 65_536
"""Characters that GitHub takes, counted as UTF-16; other hosts take as many or more."""
_VALUE = 300
_SENTENCES = 40
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
    speech = speech_in(report.language)
    blocks = [MARKER, f"## {speech.say(frame.HEADING)}"]
    if not report.changes and not report.invalid and report.complete:
        blocks.append(speech.say(frame.NOTHING_FOR_ANYONE))
    blocks += _invalid(report)
    blocks += sections
    if shortened:
        blocks.append(f"_{speech.say(frame.SHORTENED)}_")
    blocks.append("---")
    blocks.append(_footer(report))
    return "\n\n".join(blocks) + "\n"


def _invalid(report: PlanReport) -> Iterator[str]:
    speech = speech_in(report.language)
    if report.invalid:
        yield f"**{speech.say(frame.MISTAKES)}** {_listed(report.invalid, _NAMES, report.language)}"
    elif not report.complete:
        yield f"**{speech.say(frame.HIDDEN)}**"


def _footer(report: PlanReport) -> str:
    speech = speech_in(report.language)
    counts = report.counts() or speech.say(frame.NOTHING)
    since = speech.say(frame.SINCE, revision=code(report.since)) if report.since else ""
    command = speech.say(frame.NEXT, command=code(report.next_command)) if report.next_command else ""
    return "\n".join(part for part in (f"{counts}.", since, command) if part)


def _each(groups: Sequence[Group], *, fields: bool) -> Iterator[str]:
    for group in groups:
        change, language = group.change, group.language
        speech, number = speech_in(language), len(group.communities)
        action = action_words(change.action, speech)
        if number == 1:
            yield f"### {code(change.community)}: {action}"
        else:
            yield f"### {speech.count(frame.SAME, number)}"
            yield f"{_listed(group.communities, _NAMES, language)}: {action}"
        yield _sentences(change.sentences, language)
        yield _judged(change, language)
        if fields and change.fields:
            yield _folded(group.fields, language)


def _sentences(sentences: Sequence[str], language: str) -> str:
    told = [inline(sentence) for sentence in sentences[:_SENTENCES]]
    if len(sentences) > _SENTENCES:
        told.append(speech_in(language).count(whole.MORE, len(sentences) - _SENTENCES))
    return "\n".join(f"- {sentence}" for sentence in told)


def _judged(change: Change, language: str) -> str:
    return f"**{inline(agreement(change, language))}** ({code(change.change_class.value)})"


def _folded(fields: Sequence[FieldChange], language: str) -> str:
    speech = speech_in(language)
    lines = [line for field in fields[:_FIELDS] for line in _field(field)]
    if len(fields) > _FIELDS:
        lines.append(f"  {speech.say(frame.OTHERS, n=len(fields) - _FIELDS)}")
    title = speech.count(frame.FIELDS, len(fields))
    return f"<details><summary>{title}</summary>\n\n{fenced(lines)}\n\n</details>"


def _field(field: FieldChange) -> Iterator[str]:
    place = f" ({field.file[:_VALUE]}:{field.line})" if field.file else ""
    yield f"  {field.path[:_VALUE]}{place}"
    if field.before is not None:
        yield f"- {short(field.before, _VALUE)}"
    if field.after is not None:
        yield f"+ {short(field.after, _VALUE)}"


def _kinds(kinds: Sequence[Kind], *, samples: int, names: int, language: str) -> Iterator[str]:
    speech = speech_in(language)
    for kind in kinds:
        title = speech.count(frame.COMMUNITIES, len(kind.communities))
        yield f"### {title}: {action_words(kind.action, speech)}"
        yield _judged(kind.groups[0].change, language)
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
    return f"{told} {speech_in(language).say(frame.OTHERS, n=more)}"

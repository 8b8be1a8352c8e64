"""A report as the desk reads it: facts, answers with the form's own labels, everything that was said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from koban.api.web import Visit
from koban_engage.report.records import Flag, ReportRecord
from koban_engage.report.situation import Spoken, messages
from koban_engage.report.wording import kind_words, way_words

Row = tuple[str, str]


def facts_of(visit: Visit, record: ReportRecord) -> list[Row]:
    """What is known of the report besides its text and answers."""
    rows = [
        (visit._("Kind"), kind_words(visit, record.kind)),
        (visit._("Sent"), visit.datetime_words(record.sent)),
        (visit._("How it came"), way_words(visit, record.way)),
        *_where(visit, record),
        (visit._("From"), _sender(visit, record)),
    ]
    if record.taken_down is not None:
        taken = record.taken_down
        names = dict(visit.colleagues())
        rows.append((visit._("Taken down by"), names.get(taken.by, taken.by) or visit._("The unit")))
        rows.append((visit._("Agreed to its being kept"), visit._("Yes") if taken.consent else visit._("No")))
        if taken.hears_back:
            rows.append((visit._("Hears the answer"), taken.hears_back))
    if record.outcome:
        solved = visit._("Yes, it is solved") if record.outcome == "yes" else visit._("No, it is not solved")
        rows.append((visit._("The sender says"), solved))
    rows.extend((visit._("Note"), _flag(visit, flag)) for flag in record.flags)
    return rows


def answers_of(visit: Visit, record: ReportRecord) -> list[Row]:
    """Answers under the labels of the form they were given on; under bare names where that form is gone."""
    form = visit.form_definition(record.form) if record.form else None
    asked: Mapping[str, Any] = (form or {}).get("ask", {})
    rows = [
        (
            visit.say(asked[name]["label"]) if name in asked else name,
            _answer(visit, asked.get(name, {}), value),
        )
        for name, value in record.answers.items()
    ]
    return rows + [
        (visit._("{name} (not asked on this form)", name=name), value) for name, value in record.aside.items()
    ]


def talk_of(visit: Visit, report: str) -> list[Spoken]:
    """Everything said about a report, notes too, as the desk reads it."""
    names = dict(visit.colleagues())
    talk: list[Spoken] = []
    for stored in messages(visit, report):
        message = stored.value
        who = (
            visit._("The sender")
            if message.by == "you"
            else names.get(message.login, message.login) or visit._("The unit")
        )
        if message.by == "note":
            who = visit._("Note by {name}", name=who)
        talk.append(Spoken(who, message.text, message.at, message.by != "you", message.by == "note"))
    return talk


def _where(visit: Visit, record: ReportRecord) -> list[Row]:
    place = record.place
    words = ", ".join(part for part in (place.text, place.area) if part)
    rows = [(visit._("Where"), words)] if words else []
    if place.point is not None:
        longitude, latitude = place.point
        rows.append((visit._("Latitude, longitude"), f"{latitude:.5f}, {longitude:.5f}"))
    return rows


def _sender(visit: Visit, record: ReportRecord) -> str:
    if record.contact is None:
        return visit._("Without a name. Answers are read with the receipt.")
    return " · ".join(part for part in (record.contact.name, record.contact.reach) if part)


def _answer(visit: Visit, question: Mapping[str, Any], value: Any) -> str:
    options = question.get("options") or {}
    if isinstance(value, bool):
        return visit._("Yes") if value else visit._("No")
    if isinstance(value, list):
        return " · ".join(visit.say(options[key]) if key in options else str(key) for key in value)
    if isinstance(value, str) and value in options:
        return visit.say(options[value])
    if isinstance(value, str) and question.get("type") == "datetime":
        return value.replace("T", " ")
    return str(value)


def _flag(visit: Visit, flag: Flag) -> str:
    return {
        "old-form": visit._("Made on an earlier version of this form."),
        "category-gone": visit._("Made on a form that is no longer in use."),
        "form-unknown": visit._("Made on a form that is not known any more; its answers were not checked."),
        "answers-aside": visit._(
            "Some answers belong to no question of the form. They are kept as they came."
        ),
    }[flag]

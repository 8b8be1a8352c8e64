"""Made-up reports: spread over the past weeks, in every language of the community, some answered, some closed, one late."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from koban.api.jobs import Demo
from koban.api.web import Writer, check_answers
from koban_engage.made_up import Entry, entries, some_time_ago
from koban_engage.report.config import Category, definition
from koban_engage.report.records import (
    MESSAGE,
    REPORT,
    Contact,
    MessageRecord,
    Place,
    ReportRecord,
    TakenDown,
)


def fill(demo: Demo) -> None:
    """Add the made-up reports that fit the community's categories; a second run adds nothing."""
    for id_, language, entry in entries(demo, "reports"):
        name = _category(demo, entry)
        if name is not None:
            _add(demo, id_, language, entry, name)


def _category(demo: Demo, entry: Entry) -> str | None:
    """The category it belongs to: one that it names, else the first of its kind."""
    categories: dict[str, Category] = demo.config.categories
    named = [name for name in entry.get("categories", []) if name in categories]
    of_kind = [name for name, category in categories.items() if category.kind == entry.get("kind")]
    return next(iter(named + of_kind), None)


def _add(demo: Demo, id_: str, language: str, entry: Entry, name: str) -> None:
    report_id = demo.keyed_hash(f"demo:{demo.instance}:report:{id_}")
    sent = some_time_ago(demo, id_, entry["days"])
    record, talk = _record(demo, language, entry, name, sent)

    def act(writer: Writer) -> None:
        category: Category = demo.config.categories[name]
        _, created = writer.add(
            REPORT, record, instance=demo.instance, id=report_id, purpose=category.purpose
        )
        for number, message in enumerate(talk if created else []):
            writer.add(MESSAGE, message, instance=demo.instance, id=f"{report_id}-{number}", parent=report_id)

    demo.write(act)


def _record(
    demo: Demo, language: str, entry: Entry, name: str, sent: datetime
) -> tuple[ReportRecord, list[MessageRecord]]:
    category: Category = demo.config.categories[name]
    form = definition(name, category)
    checked = check_answers(form, entry.get("answers", {}), current=False, gettext=_plain, language=language)
    promised = demo.community.hours.promised(category.first_answer, sent)
    talk = _talk(demo, entry, sent, promised)
    answers = [message.at for message in talk if message.by == "unit"]
    way = entry.get("way", "app")
    anonymous = category.anonymous == "always" or "contact" not in entry
    record = ReportRecord(
        category=name,
        label=category.label,
        kind=category.kind,
        form=demo.community.instances[demo.instance].used.forms.get(name, ""),
        text=entry["text"],
        answers=checked.clean,
        place=Place(text=entry.get("place", "")) if category.place else Place(),
        anonymous=anonymous,
        contact=None if anonymous else Contact(reach=entry["contact"]),
        language=language,
        way=way,
        taken_down=TakenDown(by="", consent=True, hears_back=entry["hears-back"]) if way != "app" else None,
        sent=sent,
        promised=promised,
        first_answer=answers[0] if answers else None,
        status=entry["state"],
        reason=entry.get("reason"),
        whose=entry.get("whose", ""),
        asks=bool(talk) and talk[-1].by == "you" and entry["state"] != "closed",
        outcome=entry.get("solved", ""),
    )
    return record, talk


def _talk(demo: Demo, entry: Entry, sent: datetime, promised: datetime) -> list[MessageRecord]:
    """The first answer within the promise, the others a day apart; nothing later than now."""
    at = min(sent + (promised - sent) * 0.6, demo.now)
    talk: list[MessageRecord] = []
    for said in entry.get("talk", []):
        by, text = next(iter(said.items()))
        talk.append(MessageRecord(by=by, text=text, at=at))
        at = min(at + timedelta(hours=26), demo.now)
    return talk


def _plain(msgid: str, **_values: Any) -> str:
    return msgid

"""The inbox: every report of every instance, however it came, the promised date first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from koban.api.web import APIRouter, Here, Query, Response, Stored, Visit
from koban_engage.officer import officer_of
from koban_engage.reading import may_read, reads_all
from koban_engage.report.records import OPEN, REPORT, ReportRecord
from koban_engage.report.wording import TONES, kind_words, status_label, way_words

router = APIRouter()
MOST = 500
BESIDE = 40
EXCERPT = 140


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the inbox."""

    id: str
    due: str
    tone: str
    label: str
    excerpt: str
    kind: str
    way: str
    state: str
    state_tone: str
    whose: str
    asks: bool


@router.get("/")
def inbox(
    visit: Here, show: str = Query("open", max_length=20), page: int = Query(1, ge=1, le=10_000)
) -> Response:
    """Open cases, or those that `show` names: mine, unassigned, closed."""
    login = officer_of(visit).login
    filters = _filters(login)
    chosen = show if show in filters else "open"
    found = _found(visit, filters[chosen], closed=chosen == "closed", page=page)
    names = dict(visit.colleagues())
    titles = {
        "open": visit._("Open"),
        "mine": visit._("Mine"),
        "unassigned": visit._("Unassigned"),
        "closed": visit._("Closed"),
    }
    tabs = [(key, titles[key], _count(visit, where)) for key, where in filters.items()]
    rows = [_row(visit, stored, names) for stored in found]
    return visit.render(
        "report/inbox.html",
        rows=rows,
        tabs=tabs,
        chosen=chosen,
        late=sum(r.tone == "stop" for r in rows),
        page=page,
        pages=-(-visit.store.read().count(REPORT, where=filters[chosen]) // MOST),
    )


def open_rows(visit: Visit) -> list[Row]:
    """The open cases that stand beside one that is open."""
    names = dict(visit.colleagues())
    return [_row(visit, stored, names) for stored in _found(visit, {"status": OPEN}, closed=False)[:BESIDE]]


def _count(visit: Visit, where: Mapping[str, Any]) -> int:
    """How many this officer may read; where that is not all, no more are counted than stand on a page."""
    if reads_all(visit):
        return visit.store.read().count(REPORT, where=where)
    return len(_found(visit, where, closed=False))


def _found(
    visit: Visit, where: Mapping[str, Any], *, closed: bool, page: int = 1
) -> list[Stored[ReportRecord]]:
    """What is promised soonest first; what is answered already stands last, unless its sender wrote again."""
    every = visit.store.read().find(
        REPORT, where=where, newest_first=closed, limit=MOST, offset=(page - 1) * MOST
    )
    found = [stored for stored in every if may_read(visit, stored.purpose)]
    if not closed:
        found.sort(key=lambda s: (s.value.first_answer is not None and not s.value.asks, s.value.promised))
    return found


def _filters(login: str) -> dict[str, Mapping[str, Any]]:
    return {
        "open": {"status": OPEN},
        "mine": {"status": OPEN, "assigned": login},
        "unassigned": {"status": OPEN, "assigned": ""},
        "closed": {"status": "closed"},
    }


def _row(visit: Visit, stored: Stored[ReportRecord], names: Mapping[str, str]) -> Row:
    record = stored.value
    words, tone = due_words(visit, record)
    return Row(
        id=stored.id,
        due=words,
        tone=tone,
        label=visit.say(record.label),
        excerpt=record.text[:EXCERPT] + ("…" if len(record.text) > EXCERPT else ""),
        kind=kind_words(visit, record.kind),
        way=way_words(visit, record.way),
        state=status_label(visit, record.status),
        state_tone=TONES[record.status],
        whose=names.get(record.assigned, record.assigned),
        asks=record.asks,
    )


def due_words(visit: Visit, record: ReportRecord) -> tuple[str, str]:
    """What the promise asks now, and its tone: overdue is said in words, never by colour alone."""
    day = visit.short_date(record.promised)
    if record.status == "closed":
        return visit._("Closed"), "neutral"
    if record.first_answer is not None:
        return visit._("Answered {day}", day=visit.short_date(record.first_answer)), "good"
    if visit.now > record.promised:
        return visit._("Overdue: promised for {day}", day=day), "stop"
    if record.promised.astimezone(visit.now.tzinfo).date() == visit.now.date():
        return visit._("Answer today"), "warn"
    return visit._("Answer by {day}", day=day), "neutral"

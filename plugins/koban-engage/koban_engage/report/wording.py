"""What states, reasons and promises are called, to citizens and at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from koban.api.web import Visit
from koban_engage.report.records import Reason, ReportRecord, Status, Way

TONES: Mapping[Status, str] = {"new": "warn", "in-progress": "neutral", "waiting": "warn", "closed": "good"}


def status_words(visit: Visit, record: ReportRecord) -> str:
    """The state of a report, in a few words for its sender."""
    match record.status:
        case "new":
            return visit._("Received, not yet answered")
        case "in-progress":
            return visit._("We are working on it")
        case "waiting":
            return visit._("We are waiting for you")
        case "closed":
            return reason_words(visit, record.reason, record.whose)


def status_label(visit: Visit, status: Status) -> str:
    """The state, as the desk calls it."""
    return {
        "new": visit._("New"),
        "in-progress": visit._("In progress"),
        "waiting": visit._("Waiting for the sender"),
        "closed": visit._("Closed"),
    }[status]


def reason_words(visit: Visit, reason: Reason | None, whose: str) -> str:
    """Why a report was closed; closed and not fixed is a state of its own."""
    match reason:
        case "solved":
            return visit._("Closed: solved")
        case "not-solved":
            return visit._("Closed, not fixed")
        case "not-ours" if whose:
            return visit._("Closed: this is a matter for {whose}", whose=whose)
        case "not-ours":
            return visit._("Closed: this is not ours to decide")
        case "duplicate":
            return visit._("Closed: we already know of this")
        case "not-needed":
            return visit._("Closed: no longer needed")
        case _:
            return visit._("Closed")


def reasons(visit: Visit) -> list[tuple[str, str, str]]:
    """What an officer can choose when closing: id, words, hint."""
    return [
        ("solved", visit._("Solved"), visit._("It is mended, found or settled.")),
        ("not-solved", visit._("Could not be solved"), visit._("Closed, not fixed. Say plainly why.")),
        ("not-ours", visit._("Not ours"), visit._("Say whose it is, and how they are reached.")),
        ("duplicate", visit._("A duplicate"), visit._("We know of it already; the other report goes on.")),
        ("not-needed", visit._("No longer needed"), visit._("The sender says so, or it went away.")),
    ]


def way_words(visit: Visit, way: Way) -> str:
    """How a report came."""
    return {
        "app": visit._("By the app"),
        "counter": visit._("At the counter"),
        "phone": visit._("By phone"),
        "post": visit._("By post"),
    }[way]


def kind_words(visit: Visit, kind: str) -> str:
    """What kind of thing it is."""
    return {
        "report": visit._("Report"),
        "question": visit._("Question"),
        "tip": visit._("Tip"),
        "praise-or-complaint": visit._("Praise or complaint"),
    }.get(kind, kind)


def next_words(visit: Visit, kind: str, promised: datetime) -> str:
    """What happens next with something just sent, and by when."""
    day = visit.date(promised)
    match kind:
        case "question":
            return visit._("An officer reads your question. You can read the answer here by {day}.", day=day)
        case "tip":
            return visit._(
                "An officer reads your tip by {day}. If we need to know more, we ask you here.", day=day
            )
        case "praise-or-complaint":
            return visit._(
                "The unit reads what you wrote. You can read what it says to that here by {day}.", day=day
            )
        case _:
            return visit._(
                "An officer reads your report. You can read here by {day} what we do with it.", day=day
            )


def staffed_words(visit: Visit) -> str:
    """Whether somebody is there, and what happens with what is sent now. Empty if the unit states no hours."""
    staffing = visit.staffed()
    if not staffing.known:
        return ""
    if staffing.now:
        return visit._("Somebody is at the post now.")
    if staffing.next is None:
        return visit._("Nobody is at the post now.")
    return visit._(
        "Nobody is at the post now. What you send is read from {when}.",
        when=visit.datetime_words(staffing.next),
    )

"""What is kept of a report: the report itself and the messages about it. Photos are attachments of the report."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from koban.api import RecordType

Status = Literal["new", "in-progress", "waiting", "closed"]
Reason = Literal["solved", "not-solved", "not-ours", "duplicate", "not-needed"]
Way = Literal["app", "counter", "phone", "post"]
OPEN: tuple[Status, ...] = ("new", "in-progress", "waiting")
Flag = Literal["old-form", "category-gone", "form-unknown", "answers-aside"]
Words = dict[str, str]


class Kept(BaseModel):
    """Base of what is kept: unknown fields are refused, values change by copying."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Contact(Kept):
    """How its sender can be reached, if they chose to say."""

    name: str = ""
    reach: str = ""
    """E-mail address, phone number or whatever else they wrote."""


class Place(Kept):
    """Where it was, as exactly as its sender chose to say."""

    text: str = ""
    area: str = ""
    """A named part of the community's area."""
    point: tuple[float, float] | None = None
    """Longitude, latitude (WGS 84)."""


class TakenDown(Kept):
    """Who wrote down what someone said at the counter, by phone or by post."""

    by: str
    consent: bool
    """Whether the person agreed to what was written being kept."""
    hears_back: Annotated[str, Field(max_length=500)] = ""
    """How the person hears the answer, in the officer's words."""


class ReportRecord(Kept):
    """A report, its state at the desk and what became of it."""

    category: str
    label: Words
    """The category's label when it was made, by language: it outlives the category."""
    kind: str
    form: str
    """Digest of the form definition it was made on, empty if that was unknown."""
    text: str
    answers: dict[str, Any] = {}
    aside: dict[str, str] = {}
    """Answers to questions that its form does not know."""
    flags: list[Flag] = []
    place: Place = Place()
    anonymous: bool = False
    contact: Contact | None = None
    language: str
    way: Way = "app"
    taken_down: TakenDown | None = None
    sent: datetime
    promised: datetime
    first_answer: datetime | None = None
    opened_again: datetime | None = None
    """When it was last opened again after it was closed; answer and promise are counted from then."""
    status: Status = "new"
    assigned: str = ""
    """Login of the officer whose case it is."""
    reason: Reason | None = None
    """Why it was closed."""
    whose: str = ""
    """Whose matter it is, if not the unit's."""
    asks: bool = False
    """Whether its sender wrote last."""
    outcome: Literal["", "yes", "no"] = ""
    """What its sender says: was it solved?"""
    fingerprint: str = ""
    """Keyed hash of what was sent, to tell a second send from a second report."""
    turn: int = 0
    """Grows with every change at the desk, so that two officers do not overwrite each other."""


class MessageRecord(Kept):
    """One message about a report. Notes are the desk's own."""

    by: Literal["unit", "you", "note"]
    text: Annotated[str, Field(max_length=5_000)]
    at: datetime
    login: str = ""
    """Who wrote it at the desk."""


def opened_again(now: datetime) -> dict[str, Any]:
    """What changes when a closed report is open again."""
    return {"status": "new", "reason": None, "whose": "", "first_answer": None, "opened_again": now}


REPORT: RecordType[ReportRecord] = RecordType(
    "report", ReportRecord, version=2, index=("status", "assigned", "category", "way", "promised")
)
MESSAGE: RecordType[MessageRecord] = RecordType("report-message", MessageRecord, index=("by", "at"))

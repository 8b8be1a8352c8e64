"""A submission judged by the form it was made on: a record that can be kept, or what is wrong with it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from koban.api.web import Checked, Visit, aside_of, check_answers
from koban_engage.report.asked import Asked
from koban_engage.report.records import Contact, Flag, Place, ReportRecord
from koban_engage.report.submission import Submission

LONGEST_TEXT = 5_000
LONGEST_LINE = 200
LONGEST_PLACE = 500


@dataclass(frozen=True, slots=True)
class Judged:
    """A record, or mistakes by field: `text`, `photo`, `place`, `name`, `reach`, or a question's id after `q-`."""

    record: ReportRecord | None
    errors: dict[str, str]


def judge(visit: Visit, form: Asked, submission: Submission) -> Judged:
    """Check `submission` against `form`, in the visitor's language."""
    checked = _answers(visit, form, submission)
    errors = _words(visit, submission) | _where(visit, submission.place) | _who(visit, form, submission)
    errors |= {f"q-{name}": message for name, message in checked.errors.items()}
    if submission.has_photo and not form.definition.get("photo"):
        errors["photo"] = visit._("No photo can be added here.")
    if errors:
        return Judged(None, errors)
    return Judged(_record(visit, form, submission, checked), {})


def _answers(visit: Visit, form: Asked, submission: Submission) -> Checked:
    if form.unknown:
        return Checked(aside=aside_of(submission.answers))
    return check_answers(
        form.definition, submission.answers, current=form.current, gettext=visit._, language=visit.language
    )


def _words(visit: Visit, submission: Submission) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not submission.text:
        errors["text"] = visit._("Tell us in your own words what it is about.")
    elif len(submission.text) > LONGEST_TEXT:
        errors["text"] = visit._("Write at most {limit} characters.", limit=visit.number(LONGEST_TEXT))
    return errors


def _where(visit: Visit, place: Place) -> dict[str, str]:
    if len(place.text) > LONGEST_PLACE or len(place.area) > LONGEST_LINE:
        return {"place": visit._("Write at most {limit} characters.", limit=visit.number(LONGEST_PLACE))}
    if place.point is not None and not (-180 <= place.point[0] <= 180 and -90 <= place.point[1] <= 90):
        return {"place": visit._("A point is a longitude from -180 to 180 and a latitude from -90 to 90.")}
    return {}


def _who(visit: Visit, form: Asked, submission: Submission) -> dict[str, str]:
    contact = submission.contact or Contact()
    errors = {
        name: visit._("Write at most {limit} characters.", limit=LONGEST_LINE)
        for name, value in (("name", contact.name), ("reach", contact.reach))
        if len(value) > LONGEST_LINE
    }
    if form.definition.get("anonymous") == "never" and (submission.anonymous or not contact.reach):
        errors["reach"] = visit._("We cannot act on this without knowing how to reach you.")
    return errors


def _record(visit: Visit, form: Asked, submission: Submission, checked: Checked) -> ReportRecord:
    contact = submission.contact
    named = contact is not None and bool(contact.name or contact.reach)
    anonymous = submission.anonymous or form.definition.get("anonymous") == "always" or not named
    flags: list[Flag] = [*form.flags, *(("answers-aside",) if checked.aside else ())]
    place = _coarser(submission.place) if anonymous else submission.place
    contact = None if anonymous else contact
    return ReportRecord(
        category=form.category,
        label=dict(form.definition["label"]),
        kind=form.definition["kind"],
        form=form.digest,
        text=submission.text,
        answers=checked.clean,
        aside=checked.aside,
        flags=flags,
        place=place,
        anonymous=anonymous,
        contact=contact,
        language=visit.language,
        way=submission.way,
        taken_down=submission.taken_down,
        sent=visit.now,
        promised=visit.promise(form.definition["firstAnswer"]),
        fingerprint=_fingerprint(visit, form, submission, place, contact),
    )


def _coarser(place: Place) -> Place:
    """About a hundred metres: enough to act on, too little to tell whose window it was."""
    if place.point is None:
        return place
    longitude, latitude = place.point
    return place.model_copy(update={"point": (round(longitude, 3), round(latitude, 3))})


def _fingerprint(
    visit: Visit, form: Asked, submission: Submission, place: Place, contact: Contact | None
) -> str:
    """Of what is kept alone: nobody can try names or places on it that an anonymous report left out."""
    sent: list[Any] = [
        visit.instance_key,
        form.category,
        submission.text,
        submission.answers,
        place.model_dump(mode="json"),
        contact.model_dump(mode="json") if contact else None,
    ]
    return visit.keyed_hash(json.dumps(sent, sort_keys=True, ensure_ascii=True, default=str))

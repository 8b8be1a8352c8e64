"""A form as it stands on the page: questions with labels in the reader's language and what was already typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from koban.api.web import Visit
from koban_engage.report.asked import Asked
from koban_engage.report.records import Contact, Place
from koban_engage.report.submission import Submission
from koban_engage.sent import Sent

_WIDGETS = {"long-text": "textarea", "choice": "radio", "choices": "checkboxes", "yes-no": "radio"}


@dataclass(frozen=True, slots=True)
class Field:
    """One question on the page."""

    id: str
    label: str
    hint: str
    type: str
    required: bool
    options: list[tuple[str, str]] | None
    value: str | list[str]


def fields(visit: Visit, form: Asked, sent: Sent) -> list[Field]:
    """The category's own questions, filled in as far as they were."""
    return [_field(visit, name, question, sent) for name, question in form.definition.get("ask", {}).items()]


def _field(visit: Visit, name: str, question: Mapping[str, Any], sent: Sent) -> Field:
    kind = question["type"]
    options: list[tuple[str, str]] | None = None
    if kind == "yes-no":
        options = [("yes", visit._("Yes")), ("no", visit._("No"))]
    elif question.get("options"):
        options = [(key, visit.say(label)) for key, label in question["options"].items()]
    id_ = f"q-{name}"
    return Field(
        id=id_,
        label=visit.say(question["label"]),
        hint=visit.say(question["hint"]) if question.get("hint") else "",
        type=_WIDGETS.get(kind, kind),
        required=bool(question.get("required")),
        options=options,
        value=sent.texts(id_) if kind == "choices" else sent.text(id_),
    )


def submission_of(form: Asked, sent: Sent, *, has_photo: bool) -> Submission:
    """What a page's form sent."""
    asked = form.definition.get("ask", {})
    answers: dict[str, Any] = {
        name.removeprefix("q-"): values
        if asked.get(name.removeprefix("q-"), {}).get("type") == "choices"
        else values[0]
        for name, values in sent.fields.items()
        if name.startswith("q-")
    }
    return Submission(
        text=sent.text("text"),
        answers=answers,
        place=Place(text=sent.text("place"), area=sent.text("area"), point=point_of(sent)),
        anonymous=sent.yes("anonymous"),
        contact=Contact(name=sent.text("name"), reach=sent.text("reach")),
        has_photo=has_photo,
    )


def point_of(sent: Sent) -> tuple[float, float] | None:
    """The place that the device gave, if its person asked it to."""
    try:
        return float(sent.text("longitude")), float(sent.text("latitude"))
    except ValueError:
        return None


def areas(visit: Visit) -> list[tuple[str, str]]:
    """The named parts of the community's area to choose from, if it has any: by `name`, told as `name:<language>`."""
    features = (visit.community.area or {}).get("features", [])
    known: dict[str, str] = {}
    for feature in features:
        words = feature.get("properties") or {}
        name = str(words.get("name") or "")
        if name:
            known.setdefault(name, str(words.get(f"name:{visit.language}") or name))
    return [("", visit._("I do not know")), *known.items()] if known else []

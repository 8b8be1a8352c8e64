"""Answers to a form, checked against its definition."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from cerberus import Validator

from koban.forms.messages import Gettext, message, unknown
from koban.forms.plain import plain
from koban.forms.schema import schema
from koban.model.base import say

MOST_ASIDE = 40
LONGEST_ASIDE = 5_000


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking."""

    clean: dict[str, Any] = field(default_factory=dict)
    """Question id -> answer in JSON form, of the questions that the form asks and that were answered well."""
    errors: dict[str, str] = field(default_factory=dict)
    """Question id -> what is wrong, in the reader's language."""
    aside: dict[str, str] = field(default_factory=dict)
    """Answers to questions that the form does not ask, as text."""


def check_answers(
    definition: Mapping[str, Any],
    answers: Mapping[str, Any],
    *,
    current: bool,
    gettext: Gettext,
    language: str,
) -> Checked:
    """Check `answers` (question id -> what was sent) against `definition`.

    Answers that the form does not ask for are errors if the form is the `current` one, and kept aside if it is older.
    """
    ask: Mapping[str, Any] = definition.get("ask", {})
    given = {name: value for name, value in answers.items() if not _blank(value)}
    strange = {name: value for name, value in given.items() if name not in ask}
    validator = Validator(schema(ask))
    validator.validate({name: value for name, value in given.items() if name in ask})
    errors: dict[str, str] = {}
    # Cerberus says with its public `errors` what is wrong in English only; the codes let us say it in any language.
    for error in sorted(validator._errors, key=lambda e: e.code):  # noqa: SLF001
        name = error.document_path[0]
        label = say(ask[name]["label"], language)
        errors.setdefault(name, message(gettext, ask[name], label, error.code, error.constraint))
    in_order = {name: errors[name] for name in ask if name in errors}
    clean = {name: _as_json(value) for name, value in validator.document.items() if name not in errors}
    if current:
        wrong = {
            plain(str(name))[:60]: unknown(gettext, plain(str(name))) for name in list(strange)[:MOST_ASIDE]
        }
        return Checked(clean, in_order | wrong)
    return Checked(clean, in_order, aside_of(strange))


def aside_of(answers: Mapping[str, Any]) -> dict[str, str]:
    """Answers that no known form asks for, as bounded text."""
    kept = [(name, value) for name, value in answers.items() if not _blank(value)][:MOST_ASIDE]
    return {plain(str(name))[:60]: _as_text(value)[:LONGEST_ASIDE] for name, value in kept}


def _blank(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == []


def _as_json(value: Any) -> Any:
    if isinstance(value, datetime | time):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


def _as_text(value: Any) -> str:
    return plain(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))

"""What is wrong with an answer, said to the person who gave it: which question, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from cerberus import errors


class Gettext(Protocol):
    """Looks a message up in the reader's language and puts values in for `{name}`."""

    def __call__(self, msgid: str, **values: object) -> str: ...


def message(_: Gettext, asked: Mapping[str, Any], question: str, code: int, limit: Any) -> str:
    """A sentence for the error `code` of Cerberus at a question, whose words are `question`."""
    if code == errors.REQUIRED_FIELD.code:
        return _required(_, asked["type"], question)
    if code in {errors.MIN_LENGTH.code, errors.MAX_LENGTH.code, errors.MIN_VALUE.code, errors.MAX_VALUE.code}:
        return _bound(_, asked["type"], question, code, limit)
    if code in {errors.UNALLOWED_VALUE.code, errors.UNALLOWED_VALUES.code}:
        return _("“{question}”: choose one of the answers given.", question=question)
    return _form(_, asked["type"], question)


def unknown(_: Gettext, name: str) -> str:
    """A sentence for an answer to a question that the form does not ask."""
    return _("This form does not ask “{question}”.", question=name[:60])


def _required(_: Gettext, kind: str, question: str) -> str:
    if kind in {"choice", "yes-no"}:
        return _("“{question}”: choose an answer.", question=question)
    if kind == "choices":
        return _("“{question}”: choose at least one answer.", question=question)
    return _("“{question}” needs an answer.", question=question)


def _bound(_: Gettext, kind: str, question: str, code: int, limit: Any) -> str:
    least = code in {errors.MIN_LENGTH.code, errors.MIN_VALUE.code}
    if kind == "choices":
        if least:
            return _("“{question}”: choose at least {limit}.", question=question, limit=limit)
        return _("“{question}”: choose at most {limit}.", question=question, limit=limit)
    if kind in {"text", "long-text"}:
        if least:
            return _("“{question}”: write at least {limit} characters.", question=question, limit=limit)
        return _("“{question}”: write at most {limit} characters.", question=question, limit=limit)
    if kind == "number":
        if least:
            return _("“{question}”: the number is {limit} or more.", question=question, limit=limit)
        return _("“{question}”: the number is {limit} or less.", question=question, limit=limit)
    return _("“{question}”: check the year.", question=question)


def _form(_: Gettext, kind: str, question: str) -> str:
    if kind == "number":
        return _("“{question}”: write a number, such as 3 or 2,5.", question=question)
    if kind == "date":
        return _("“{question}”: write the date as year-month-day, such as 2026-03-27.", question=question)
    if kind == "time":
        return _("“{question}”: write the time as hours:minutes, such as 21:30.", question=question)
    if kind == "datetime":
        return _("“{question}”: write date and time, such as 2026-03-27T21:30.", question=question)
    if kind in {"choice", "choices", "yes-no"}:
        return _("“{question}”: choose one of the answers given.", question=question)
    return _("“{question}”: answer in words.", question=question)

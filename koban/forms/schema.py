"""The questions of a form definition as a Cerberus schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from koban.forms import coerce

SHORT = 500
LONG = 5_000
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)

Rules = dict[str, Any]
Asked = Mapping[str, Any]


def schema(ask: Mapping[str, Asked]) -> dict[str, Rules]:
    """Question id -> rules. Raises KeyError for a type of question that KOBAN does not have."""
    return {
        name: {"required": bool(asked.get("required")), **_RULES[asked["type"]](asked)}
        for name, asked in ask.items()
    }


def _words(most: int) -> Callable[[Asked], Rules]:
    def rules(asked: Asked) -> Rules:
        longest = min(int(asked.get("max") or most), most)
        return {
            "type": "string",
            "coerce": coerce.text,
            "maxlength": longest,
            "minlength": int(asked.get("min") or 0),
        }

    return rules


def _choice(asked: Asked) -> Rules:
    return {"type": "string", "coerce": coerce.text, "allowed": list(asked["options"])}


def _choices(asked: Asked) -> Rules:
    options = list(asked["options"])
    most = min(int(asked.get("max") or len(options)), len(options))
    return {
        "type": "list",
        "coerce": coerce.texts,
        "allowed": options,
        "minlength": int(asked.get("min") or 0),
        "maxlength": most,
    }


def _number(asked: Asked) -> Rules:
    bounds = {key: asked[key] for key in ("min", "max") if asked.get(key) is not None}
    return {"type": "number", "coerce": coerce.number, **bounds}


def _date(_asked: Asked) -> Rules:
    return {"type": "date", "coerce": coerce.day, "min": EARLIEST, "max": LATEST}


def _moment(_asked: Asked) -> Rules:
    first, last = (datetime.combine(d, datetime.min.time()) for d in (EARLIEST, LATEST))
    return {"type": "datetime", "coerce": coerce.moment, "min": first, "max": last}


def _time(_asked: Asked) -> Rules:
    return {"coerce": coerce.clock_time}


def _yes_no(_asked: Asked) -> Rules:
    return {"type": "boolean", "coerce": coerce.yes_no}


_RULES: dict[str, Callable[[Asked], Rules]] = {
    "text": _words(SHORT),
    "long-text": _words(LONG),
    "choice": _choice,
    "choices": _choices,
    "date": _date,
    "time": _time,
    "datetime": _moment,
    "number": _number,
    "yes-no": _yes_no,
}

"""What a browser or a program sends for each type of question, as the value that is checked. Raise ValueError or TypeError."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from koban.forms.plain import plain

_YES_NO = {"yes": True, "no": False}
_LONGEST_NUMBER = 30


def text(value: Any) -> str:
    """Words."""
    if not isinstance(value, str):
        raise TypeError(value)
    return plain(value)


def texts(value: Any) -> list[str]:
    """Ids of options that were ticked, each once, in the order given."""
    many = value if isinstance(value, list | tuple) else [value]
    return list(dict.fromkeys(text(one) for one in many))


def number(value: Any) -> int | float:
    """A number; text may have a comma for the decimal point."""
    if isinstance(value, bool):
        raise TypeError(value)
    if isinstance(value, str):
        words = plain(value).replace(",", ".")
        if len(words) > _LONGEST_NUMBER:
            raise ValueError(value)
        value = float(words)
    if not isinstance(value, int | float) or not abs(value) < 1e15:
        raise ValueError(value)
    return int(value) if value == int(value) else value


def day(value: Any) -> date:
    """A date as `YYYY-MM-DD`."""
    return date.fromisoformat(text(value))


def clock_time(value: Any) -> time:
    """A time of day as `HH:MM`; seconds are not kept."""
    return time.fromisoformat(text(value)).replace(second=0, microsecond=0, tzinfo=None)


def moment(value: Any) -> datetime:
    """Date and time as `YYYY-MM-DDTHH:MM`, local to the community."""
    return datetime.fromisoformat(text(value)).replace(second=0, microsecond=0, tzinfo=None)


def yes_no(value: Any) -> bool:
    """`yes` or `no`, or a boolean."""
    return value if isinstance(value, bool) else _YES_NO[text(value)]

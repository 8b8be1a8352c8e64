"""Durations as manifests write them: `15m`, `36h`, `2d`, `2wd` (staffed days)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

PATTERN = r"^([1-9][0-9]{0,4})(s|m|h|d|wd)$"
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def _clock_time(value: object) -> object:
    if not isinstance(value, str) or not re.match(PATTERN, value) or value.endswith("wd"):
        raise PydanticCustomError("bad_duration", "a duration is a number and a unit: 30s, 15m, 2h or 365d")
    return value


def _promise(value: object) -> object:
    if not isinstance(value, str) or not re.match(PATTERN, value):
        raise PydanticCustomError(
            "bad_duration", "a duration is a number and a unit: 15m, 2h, 3d or 2wd (staffed days)"
        )
    return value


Duration = Annotated[
    str,
    StringConstraints(max_length=10),
    BeforeValidator(_clock_time),
    Field(json_schema_extra={"pattern": PATTERN.replace("|wd", "")}),
]
"""A length of time: a whole number and `s`, `m`, `h` or `d`."""
Promise = Annotated[
    str,
    StringConstraints(max_length=10),
    BeforeValidator(_promise),
    Field(json_schema_extra={"pattern": PATTERN}),
]
"""A promised time: as `Duration`, or `wd`, days on which the unit is staffed."""


def seconds(value: str) -> timedelta:
    """The length of a `Duration`. Raises ValueError for staffed days, whose length depends on a unit's hours."""
    match = re.match(PATTERN, value)
    if match is None or match[2] == "wd":
        raise ValueError(f"not a fixed length of time: {value}")
    return timedelta(seconds=int(match[1]) * _SECONDS[match[2]])


def staffed_days(value: str) -> int | None:
    """The number of staffed days in a `Promise`, or None if it is a fixed length of time."""
    match = re.match(PATTERN, value)
    return int(match[1]) if match and match[2] == "wd" else None

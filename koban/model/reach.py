"""How far a change of one field reaches, as KOBAN's own table and plugins' settings declare it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from koban.model.duration import PATTERN, seconds, staffed_days
from koban.model.plan import ChangeClass

KEYWORD = "x-koban-class"
"""What a JSON Schema of settings calls it: a class, or a map with `changed` and what else differs."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The class of a change by its direction; what is not given is as wide as `changed`.

    Marks a field of a plugin's settings: `hint: Annotated[Text | None, Reach("cosmetic")] = None`. `changed` holds for
    all that lies below the field; directions hold for the field itself and, if it is a map, for its entries.
    """

    changed: ChangeClass | str
    added: ChangeClass | str | None = None
    """There was no value, or no such entry."""
    removed: ChangeClass | str | None = None
    """There is none any more."""
    lower: ChangeClass | str | None = None
    """A smaller number, a shorter duration, false after true, or an earlier one of the allowed values."""
    higher: ChangeClass | str | None = None
    """The opposite."""

    def __post_init__(self) -> None:
        """Raises ValueError for a word that is no class."""
        for name, value in self._given().items():
            object.__setattr__(self, name, ChangeClass(value))

    def of(self, before: Any, after: Any, order: Sequence[Any] = ()) -> ChangeClass:
        """The class of a change from `before` to `after`; `order` are the allowed values, where there are such."""
        if before is None:
            return self._class("added")
        if after is None:
            return self._class("removed")
        turn = direction(before, after, order)
        if turn is None:  # nobody can say which way it goes: the wider one
            return max(self._class("lower"), self._class("higher"), key=lambda one: one.width)
        return self._class("higher" if turn > 0 else "lower" if turn < 0 else "changed")

    def _class(self, name: str) -> ChangeClass:
        return ChangeClass(getattr(self, name) or self.changed)

    def _given(self) -> dict[str, str]:
        return {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}

    @classmethod
    def read(cls, written: str | Mapping[str, str]) -> Reach:
        """What a JSON Schema says. Raises ValueError or TypeError for what it cannot say."""
        return cls(written) if isinstance(written, str) else cls(**written)

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        given = {name: str(value) for name, value in self._given().items()}
        return {**handler(core), KEYWORD: given if len(given) > 1 else given["changed"]}


def direction(before: Any, after: Any, order: Sequence[Any] = ()) -> int | None:
    """1 if `after` is more than `before`, -1 if it is less, 0 if as much, None if nobody can say."""
    if before in order and after in order:
        return _sign(order.index(after) - order.index(before))
    if isinstance(before, int | float) and isinstance(after, int | float):
        return _sign(after - before)
    if isinstance(before, str) and isinstance(after, str):
        return _longer(before, after)
    return None


def _longer(before: str, after: str) -> int | None:
    if not re.match(PATTERN, before) or not re.match(PATTERN, after):
        return None
    days, then = staffed_days(before), staffed_days(after)
    if days is not None and then is not None:
        return _sign(then - days)
    if days is not None or then is not None:
        return None  # how long a staffed day lasts depends on a unit's hours
    return _sign((seconds(after) - seconds(before)).total_seconds())


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)

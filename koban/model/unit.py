"""The unit, the koban: a small named team, where and when it can be met, who answers when the post is empty."""

from __future__ import annotations

from typing import Annotated

import opening_hours
from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from koban.model.base import Model, Name, Text


def _valid_hours(value: str) -> str:
    if not opening_hours.validate(value):
        raise PydanticCustomError(
            "bad_hours",
            "staffed hours are written like `Mo-Fr 08:00-16:00; PH off` (OpenStreetMap opening_hours)",
        )
    return value


Hours = Annotated[str, StringConstraints(max_length=255), AfterValidator(_valid_hours)]
"""OpenStreetMap opening_hours syntax, in the force's time zone."""
Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9 ()/-]{2,30}$")]


class Place(Model):
    """A place where the unit can be met."""

    title: Text | None = None
    """What people call it."""
    address: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    """Street and number, and the town if need be."""
    point: tuple[Longitude, Latitude] | None = None
    """Longitude, latitude (WGS 84)."""
    hours: Hours | None = None
    """When the unit can be met there."""


class Unit(Model):
    """Officers' names and photos are never written here: they enter them at the desk, by their own choice."""

    name: Text
    """What the unit is called."""
    posts: Annotated[int, Field(ge=1, le=200)] | None = None
    """How many officers."""
    phone: Phone | None = None
    """A number that it answers."""
    staffed_hours: Annotated[Hours | None, Field(alias="staffedHours")] = None
    """When it is staffed, as OpenStreetMap's opening_hours, in the force's time zone."""
    places: dict[Name, Place] = {}
    """Where it can be met."""
    when_empty: Annotated[Text | None, Field(alias="whenEmpty")] = None
    """Who answers when the post is empty."""
    max_open_cases: Annotated[int | None, Field(alias="maxOpenCases", ge=1, le=10_000)] = None
    """Above it nobody is turned away; the unit lead is told."""

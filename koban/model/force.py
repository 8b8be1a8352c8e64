"""Kind `Force` (owner of communities) and kind `Workspace` (`koban.yaml`)."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from koban.model.base import Language, Model, Name, Text
from koban.model.capability import Framework
from koban.model.duration import PATTERN as PROMISE
from koban.model.duration import Duration
from koban.model.plan import ChangeClass
from koban.model.unit import Phone, Unit


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())  # reads a folder of hundreds of files each time


def _known_zone(value: str) -> str:
    if value not in _zones():
        raise PydanticCustomError("bad_time_zone", "a time zone is written like Europe/Warsaw (IANA)")
    return value


TimeZone = Annotated[str, AfterValidator(_known_zone)]
"""A name of the IANA time zone database."""
Group = Annotated[str, StringConstraints(pattern=r"^(local|oidc):[a-z0-9._-]{1,60}$")]
"""A sign-in group: `local:` for accounts kept by KOBAN, `oidc:` for an identity provider's."""


class Emergency(Model):
    """Stands before every intake; required in every language a community offers."""

    call: Phone
    """The number to call."""
    sms: Phone | None = None
    """The number to text, for people who cannot speak."""
    text: Text
    """The notice: one or two short sentences."""


class Purpose(Model):
    """Why data is kept, under which law, for how long and for whom."""

    title: Text
    """What people read in the privacy notice."""
    law: Annotated[str, StringConstraints(pattern=r"^(gdpr|led(-[a-z]{2})?)$")]
    """`gdpr` (Regulation (EU) 2016/679), or `led-xx`, the national law that implements Directive (EU) 2016/680."""
    retention: Duration
    """Counted from the last activity."""
    readers: list[Literal["officer", "unit-lead", "partner", "data-protection"]]
    """Roles that may read it."""


class Controller(Model):
    """Who answers for the data."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    """The authority."""
    contact: Annotated[str, StringConstraints(min_length=3, max_length=200)]
    """An address of an office, never of a person."""


Role = Literal["officer", "unit-lead", "translator", "data-protection", "chief"]


LimitPath = Annotated[
    str, StringConstraints(pattern=r"^(\*|[A-Za-z][A-Za-z0-9-]*)(\.(\*|[A-Za-z0-9][A-Za-z0-9-]*))*$")
]
"""A path in the merged manifest, with dots; `*` stands for any one name."""
Bound = Annotated[float, Field(strict=True)] | Annotated[str, StringConstraints(pattern=PROMISE)]
"""A number, or a duration such as `180d` or `5wd`."""


class Limit(Model):
    """What a value may be at most or at least."""

    max: Bound | None = None
    """The largest value that is allowed."""
    min: Bound | None = None
    """The smallest value that is allowed."""


class PolicySetting(Model):
    """How seriously a force takes one policy."""

    level: Literal["error", "warning", "off"]
    """`error` stops a change, `warning` only tells, `off` says nothing."""
    reason: Annotated[str, StringConstraints(min_length=3, max_length=300)]
    """Why, in the force's language; shown wherever the policy speaks."""


class ForceSpec(Model):
    """Everything about one force. Roles are sign-in groups: no natural person stands in Git."""

    title: Text
    """What the force is called."""
    language: Language
    """Of plans, comments and messages for officers."""
    time_zone: Annotated[TimeZone, Field(alias="timeZone")]
    """In which its hours and dates are, such as Europe/Warsaw."""
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    """ISO 3166-1 alpha-2; decides the public holidays in staffed hours."""
    emergency: Emergency
    """The notice that stands before every intake."""
    roles: dict[Role, list[Group]] = {}
    """Role -> sign-in groups."""
    approvals: dict[ChangeClass, list[Role]] = {}
    """Class of a change -> roles of which one person each must agree to it."""
    purposes: dict[Name, Purpose] = {}
    """Why data is kept: purpose -> law, retention and readers."""
    controllers: Annotated[dict[Name, Controller], Field(min_length=1)]
    """Who answers for the data."""
    units: dict[Name, Unit] = {}
    """Shared units: a community writes `unit: {of: <name>}`."""
    framework: Framework = Framework()
    """The framework version that is pinned, and what reads otherwise here than in the capability modules."""
    limits: dict[LimitPath, Limit] = {}
    """Path in a community's merged spec -> what its value may be; checked after merging, and nothing passes them."""
    policies: dict[Name, PolicySetting] = {}
    """Policy -> how seriously it is taken here, and why."""
    defaults: dict[str, Any] = {}
    """A partial community spec that lies under every community's own."""


class WorkspaceSpec(Model):
    """Settings of the repository as a whole."""

    title: Annotated[str, StringConstraints(max_length=200)] = ""
    """What the repository is called."""
    branch: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._/-]{1,100}$")] = "main"
    """The branch the reconciler follows."""
    delete_budget: Annotated[int, Field(alias="deleteBudget", ge=0, le=10_000)] = 3
    """How many communities one revision may retire; above it all of them wait."""

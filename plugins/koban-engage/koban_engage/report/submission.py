"""A report as someone sends it, before it is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from koban_engage.report.records import Contact, Place, TakenDown, Way


@dataclass(frozen=True, slots=True)
class Submission:
    """What the page, the outbox, a program or an officer at the counter hands in."""

    text: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    place: Place = field(default_factory=Place)
    anonymous: bool = False
    contact: Contact | None = None
    has_photo: bool = False
    way: Way = "app"
    taken_down: TakenDown | None = None

"""What is kept of proposals: the proposal, devices' support and counted paper ballots."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from koban.api import RecordType

State = Literal["waiting", "open", "accepted", "being-done", "done", "declined", "not-released"]
PUBLIC: tuple[State, ...] = ("open", "accepted", "being-done", "done", "declined")


class Kept(BaseModel):
    """Base of what is kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Proposal(Kept):
    """What someone proposes, how far it is, what the unit says and what came of it."""

    title: Annotated[str, Field(max_length=150)]
    text: Annotated[str, Field(max_length=5_000)]
    contact: Annotated[str, Field(max_length=200)] = ""
    """How its author can be reached; never public."""
    language: str
    state: State = "waiting"
    sent: datetime
    promised: datetime
    released: datetime | None = None
    answer: Annotated[str, Field(max_length=5_000)] = ""
    """The unit's answer; a reason where it is declined or not released."""
    answered: datetime | None = None
    result: Annotated[str, Field(max_length=5_000)] = ""
    """What was done: "we did" of "you said, we did"."""
    finished: datetime | None = None
    fingerprint: str = ""
    """Keyed hash of what was sent, to tell a second send from a second proposal."""
    turn: int = 0
    """Grows with every change at the desk."""


class Support(Kept):
    """One device's support. Its id is a keyed hash; nothing here identifies anyone."""


class Ballots(Kept):
    """Paper ballots counted somewhere."""

    count: Annotated[int, Field(ge=1, le=100_000)]
    where: Annotated[str, Field(max_length=200)]
    on: date
    by: str
    """Login of who entered them; never shown to citizens."""


PROPOSAL: RecordType[Proposal] = RecordType("proposal", Proposal, index=("state", "promised"))
SUPPORT: RecordType[Support] = RecordType("proposal-support", Support)
BALLOTS: RecordType[Ballots] = RecordType("proposal-ballots", Ballots, index=("on",))

"""Proposals as everybody may see them: without personal data, with their support counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from koban.api.web import Reader, Stored, Visit
from koban_engage.personal import redacted
from koban_engage.proposals.records import BALLOTS, PROPOSAL, PUBLIC, SUPPORT, Proposal, State
from koban_engage.proposals.wording import TONES, state_words

MOST = 300
MOST_BALLOTS = 500


@dataclass(frozen=True, slots=True)
class Counted:
    """Support, the two ways kept apart."""

    app: int
    paper: int

    @property
    def all(self) -> int:
        """Both."""
        return self.app + self.paper


@dataclass(frozen=True, slots=True)
class Shown:
    """A released proposal."""

    id: str
    title: str
    text: str
    language: str
    state: State
    words: str
    tone: str
    released: datetime | None
    answer: str
    result: str
    finished: datetime | None
    support: Counted


def released(visit: Visit, states: tuple[State, ...] = PUBLIC) -> list[Shown]:
    """Released proposals: those that can still be supported first, by support; then the newest."""
    with visit.store.read() as reader:
        found = reader.find(PROPOSAL, instance=visit.instance, where={"state": states}, limit=MOST)
        all_shown = [shown(visit, reader, stored) for stored in found]
    return sorted(all_shown, key=lambda one: (PUBLIC.index(one.state), -one.support.all))


def shown(visit: Visit, reader: Reader, stored: Stored[Proposal]) -> Shown:
    """One proposal as everybody may see it."""
    value = stored.value
    removed = visit._("[removed]")
    return Shown(
        id=stored.id,
        title=redacted(value.title, removed),
        text=redacted(value.text, removed),
        language=value.language,
        state=value.state,
        words=state_words(visit, value.state),
        tone=TONES[value.state],
        released=value.released,
        answer=value.answer,
        result=value.result,
        finished=value.finished,
        support=counted(reader, stored.id),
    )


def counted(reader: Reader, proposal: str) -> Counted:
    """How many devices and how many paper ballots support it."""
    paper = reader.find(BALLOTS, parent=proposal, limit=MOST_BALLOTS)
    return Counted(reader.count(SUPPORT, parent=proposal), sum(stored.value.count for stored in paper))

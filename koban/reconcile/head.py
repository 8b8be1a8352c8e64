"""What is known of the head as a whole, kept as one note in the store. What is known of one community lies in its own row."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from pydantic import Field

from koban.model.base import Model
from koban.reconcile.budget import budget_for
from koban.store.control import ControlStore

NOTE = "head"


class Head(Model):
    """The newest revision that was looked at."""

    revision: str = ""
    problem: str = ""
    """The first mistake in it that belongs to no community."""
    failure: str = ""
    """Why nothing newer can be read, if so."""
    budget: Annotated[int, Field(ge=0)] = 0
    """How many communities may vanish: what the guards go by, not always what the newest koban.yaml says."""
    vanished: list[str] = []
    """Communities that are owned and have no folder at this revision."""


def read_head(store: ControlStore) -> Head:
    """The head as it was noted last."""
    note = store.note(NOTE)
    return Head() if note is None else Head.model_validate(note)


def note_head(store: ControlStore, head: Head) -> None:
    """Keep it; the same again writes nothing."""
    store.set_note(NOTE, head.model_dump(mode="json"))


def advance(
    before: Head, revision: str, problem: str, proposed_budget: int, vanished: Collection[str]
) -> Head:
    """The head after `revision` was read. The same revision again is judged by the same budget as the first time."""
    budget = before.budget
    if before.revision != revision:
        new = bool(before.revision) and not set(vanished) <= set(before.vanished)
        budget = budget_for(previous=before.budget, proposed=proposed_budget, newly_vanished=new)
    return Head(revision=revision, problem=problem, budget=budget, vanished=sorted(vanished))


def failed(before: Head, message: str) -> Head:
    """The head while the source cannot be read: all else stays as it was."""
    return before.model_copy(update={"failure": message})

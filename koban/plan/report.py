"""What is told of a plan: its changes with the language to tell each in, and what is counted beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from koban.model.plan import Action, Change
from koban.plan.saying import say


@dataclass(frozen=True, slots=True)
class Told:
    """A change and the language of the force whose people read it."""

    change: Change
    language: str


def clauses(change: Change) -> list[str]:
    """What a summary is made of: it is cut at semicolons, but not within quotation marks."""
    parts = [""]
    for piece in change.summary.split("; "):
        open_quote = parts[-1].count('"') % 2
        if parts[-1] and not open_quote:
            parts.append(piece)
        else:
            parts[-1] = f"{parts[-1]}; {piece}" if parts[-1] else piece
    return parts


@dataclass(frozen=True, slots=True)
class PlanReport:
    """Everything that a rendering needs."""

    changes: Sequence[Told]
    """By community."""
    invalid: Sequence[str] = ()
    """Communities with mistakes, which keep what they have."""
    communities: int = 0
    """How many are proposed in all."""
    since: str = ""
    """What is compared with, as people name it; empty for what is served now."""
    next_command: str = ""
    """What to type to go on from here."""
    complete: bool = True
    """False if mistakes outside of communities hide a part."""
    language: str = "en"
    """That of the frame around the changes, which are told in their own."""

    def counts(self) -> str:
        """`new: 1, changed: 2, unchanged: 40`, without what there is none of."""
        language, by = self.language, Counter(told.change.action for told in self.changes)
        touched = len(self.changes) - by[Action.DELETE] + len(self.invalid)
        rest = self.communities - touched
        parts = (
            (by[Action.CREATE], say(language, "new: {n}", n=by[Action.CREATE])),
            (by[Action.UPDATE], say(language, "changed: {n}", n=by[Action.UPDATE])),
            (by[Action.RENAME], say(language, "renamed: {n}", n=by[Action.RENAME])),
            (by[Action.DELETE], say(language, "retired: {n}", n=by[Action.DELETE])),
            (len(self.invalid), say(language, "with mistakes: {n}", n=len(self.invalid))),
            (rest, say(language, "unchanged: {n}", n=rest)),
        )
        return ", ".join(words for number, words in parts if number > 0)

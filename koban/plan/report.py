"""What is told of a plan: its changes with the language to tell each in, and what is counted beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from koban.model.plan import Action, Change
from koban.plan.sentences import frame
from koban.plan.speech import speech_in


@dataclass(frozen=True, slots=True)
class Told:
    """A change and the language of the force whose people read it."""

    change: Change
    language: str


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
        speech, by = speech_in(self.language), Counter(told.change.action for told in self.changes)
        touched = len(self.changes) - by[Action.DELETE] + len(self.invalid)
        parts = (
            (by[Action.CREATE], frame.NEW_COUNT),
            (by[Action.UPDATE], frame.CHANGED_COUNT),
            (by[Action.RENAME], frame.RENAMED_COUNT),
            (by[Action.DELETE], frame.RETIRED_COUNT),
            (len(self.invalid), frame.MISTAKES_COUNT),
            (self.communities - touched, frame.UNCHANGED_COUNT),
        )
        return ", ".join(speech.say(words, n=number) for number, words in parts if number > 0)

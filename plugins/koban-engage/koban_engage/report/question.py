"""One question of a category's form, as a manifest asks it. How answers are checked is KOBAN's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from koban.api import Config, Finding, Name, Reach, Text

QuestionType = Literal[
    "text", "long-text", "choice", "choices", "date", "time", "datetime", "number", "yes-no"
]
CHOOSES = ("choice", "choices")
MEASURED = ("text", "long-text", "number", "choices")
LONGEST = {"text": 500, "long-text": 5_000}


class Question(Config):
    """One question of a category's form."""

    type: QuestionType
    """What kind of answer it takes."""
    label: Text
    """The question itself, as people read it."""
    hint: Annotated[Text | None, Reach("cosmetic")] = None
    """A sentence that helps to answer."""
    required: Annotated[bool, Reach("data", lower="service")] = False
    """Whether it must be answered; few questions should."""
    options: Annotated[dict[Name, Text], Field(max_length=40), Reach("data", removed="destructive")] = {}
    """For `choice` and `choices`: id -> what people read."""
    min: float | None = None
    """Least number, fewest characters or fewest choices."""
    max: float | None = None
    """Greatest number, most characters or most choices."""

    def findings(self) -> Iterator[Finding]:
        """What is wrong with the question, with paths relative to it."""
        if self.type in CHOOSES and len(self.options) < 2:
            yield Finding(
                ("options",), "a choice needs at least two options", "add `options: {yes: Yes, no: No}`"
            )
        if self.type not in CHOOSES and self.options:
            yield Finding(
                ("options",),
                f"a question of type {self.type} takes no options",
                "use type `choice` or `choices`",
            )
        wrong = list(self._bounds())
        yield from wrong
        if not wrong and self.min is not None and self.max is not None and self.min > self.max:
            yield Finding(("min",), "min is greater than max", "swap them")

    def _bounds(self) -> Iterator[Finding]:
        for key, bound in (("min", self.min), ("max", self.max)):
            if bound is None:
                continue
            if self.type not in MEASURED:
                yield Finding((key,), f"a question of type {self.type} has no {key}", "remove it")
            elif self.type != "number" and (bound < 0 or bound != int(bound)):
                yield Finding((key,), f"{key} counts here, so it is a whole number from 0")
            elif bound > LONGEST.get(self.type, bound):
                yield Finding(
                    (key,), f"an answer of type {self.type} has at most {LONGEST[self.type]} characters"
                )

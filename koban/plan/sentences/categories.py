"""What people can report, and what they are asked: settings called `categories`, in whatever function has them."""

from __future__ import annotations

from koban.plan.phrase import phrase
from koban.plan.sentences.rule import Rule

_AT = "features.{feature}.with.categories.{category}"
_QUESTION = f"{_AT}.ask.{{question}}"
EXPLAINED = phrase("The explanation of {category} now reads {after}")
QUESTION_EXPLAINED = phrase("The explanation of a question changes: {question}")
BOUNDS = phrase("How long or how large an answer may be changes: {question}")

RULES = (
    Rule(
        at="features.{feature}.with.categories",
        order=phrase("The kinds of report stand in another order"),
    ),
    Rule(
        at=_AT,
        comes=phrase("{category} becomes a new kind of report"),
        goes=phrase("{category} is no longer a kind of report; what people sent about it is kept"),
        deeper=("purpose",),
    ),
    Rule(at=f"{_AT}.label", changes=phrase("The kind of report {before} is now called {after}")),
    Rule(
        at=f"{_AT}.hint",
        comes=EXPLAINED,
        goes=phrase("{category} is no longer explained"),
        changes=EXPLAINED,
    ),
    Rule(at=f"{_AT}.icon", always=phrase("{category} gets another picture")),
    Rule(
        at=f"{_AT}.kind",
        becomes={
            "report": phrase("What people write about {category} now counts as a report"),
            "question": phrase("What people write about {category} now counts as a question"),
            "tip": phrase("What people write about {category} now counts as a tip"),
            "praise-or-complaint": phrase(
                "What people write about {category} now counts as praise or a complaint"
            ),
        },
    ),
    Rule(
        at=f"{_AT}.anonymous",
        becomes={
            "never": phrase("Whoever writes about {category} must now say who they are"),
            "allowed": phrase("Whoever writes about {category} may now leave out their name"),
            ("always", "allowed"): phrase("Whoever writes about {category} can now give their name"),
            "always": phrase("Whoever writes about {category} is no longer asked for a name"),
        },
    ),
    Rule(
        at=f"{_AT}.firstAnswer",
        changes=phrase(
            "Whoever writes about {category} gets a first answer within {after} instead of {before}"
        ),
    ),
    Rule(
        at=f"{_AT}.purpose",
        kind="purpose",
        comes=phrase("What people write about {category} is kept for the purpose {after}"),
        changes=phrase(
            "What people write about {category} is kept for the purpose {after} instead of {before}"
        ),
    ),
    Rule(
        at=f"{_AT}.sensitive",
        becomes={
            True: phrase("Pages about {category} can now be left quickly"),
            False: phrase("Pages about {category} no longer have a way to leave quickly"),
        },
    ),
    Rule(
        at=f"{_AT}.photo",
        becomes={
            True: phrase("Whoever writes about {category} can now add a photo"),
            False: phrase("Whoever writes about {category} can no longer add a photo"),
        },
    ),
    Rule(
        at=f"{_AT}.place",
        becomes={
            True: phrase("Whoever writes about {category} is now asked where it was"),
            False: phrase("Whoever writes about {category} is no longer asked where it was"),
        },
    ),
    Rule(at=f"{_AT}.ask", order=phrase("The questions about {category} stand in another order")),
    Rule(
        at=_QUESTION,
        comes=phrase("Whoever writes about {category} is now also asked: {question}"),
        goes=phrase("Whoever writes about {category} is no longer asked: {question}"),
    ),
    Rule(
        at=f"{_QUESTION}.label",
        changes=phrase("Whoever writes about {category} is now asked {after} instead of {before}"),
    ),
    Rule(at=f"{_QUESTION}.hint", always=QUESTION_EXPLAINED),
    Rule(
        at=f"{_QUESTION}.required",
        becomes={
            True: phrase("This question must now be answered: {question}"),
            False: phrase("This question need no longer be answered: {question}"),
        },
    ),
    Rule(at=f"{_QUESTION}.type", always=phrase("This question is answered in another way: {question}")),
    Rule(at=f"{_QUESTION}.min", always=BOUNDS),
    Rule(at=f"{_QUESTION}.max", always=BOUNDS),
    Rule(
        at=f"{_QUESTION}.options.{{option}}",
        comes=phrase("The question {question} can now also be answered with {option}"),
        goes=phrase("The question {question} can no longer be answered with {option}"),
        changes=phrase("The question {question} is now answered with {after} instead of {before}"),
    ),
    Rule(
        at=f"{_QUESTION}.options",
        order=phrase("The answers to choose from stand in another order: {question}"),
    ),
)

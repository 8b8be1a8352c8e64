"""Settings of the feature `report`: which categories people can choose from and what each asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from koban.api import Config, Finding, Name, Promise, PurposeRef, Reach, Text
from koban_engage.report.question import Question
from koban_engage.report.usual import usual_categories

Kind = Literal["report", "question", "tip", "praise-or-complaint"]
Anonymous = Literal["never", "allowed", "always"]
TAKEN = ("category", "text", "photo", "place", "contact", "receipt", "form", "anonymous")
"""Ids of what every form asks anyway."""


class Category(Config):
    """One thing people can tell the unit about."""

    label: Annotated[Text, Reach("cosmetic")]
    """What people choose, in their own words: "Noise at night", not "Disturbance"."""
    hint: Annotated[Text | None, Reach("cosmetic")] = None
    """One sentence on what belongs here."""
    icon: Annotated[str | None, Reach("cosmetic")] = None
    """A name of KOBAN's icon set."""
    kind: Annotated[Kind, Reach("data")] = "report"
    """A `tip` is never public and gets no conversation unless its sender asks for one."""
    anonymous: Annotated[Anonymous, Reach("data", higher="service")] = "allowed"
    """Whether a report may, must or cannot be made without saying who one is."""
    first_answer: Annotated[Promise, Field(alias="firstAnswer")] = "2wd"
    """When the first answer comes; people are shown a date."""
    purpose: Annotated[PurposeRef, Reach("data")]
    """An entry of the force's purposes: law, retention, readers."""
    sensitive: bool = False
    """Whether its pages show a way to leave quickly."""
    photo: Annotated[bool, Reach("data", lower="service")] = True
    """Whether a photo can be added."""
    place: Annotated[bool, Reach("data", lower="service")] = True
    """Whether it asks where."""
    ask: Annotated[dict[Name, Question], Field(max_length=30), Reach("data", removed="destructive")] = {}
    """Further questions, in the order in which they are asked."""


class ReportConfig(Config):
    """Settings under `features.<name>.with`."""

    categories: Annotated[
        dict[Name, Category],
        Field(min_length=1, max_length=40, validate_default=True, default_factory=usual_categories),
        Reach("service", added="data", removed="destructive"),
    ]
    """Name -> what people can report, in the order shown. Left out: a concern, a question, praise or a complaint."""
    intro: Annotated[Text | None, Reach("cosmetic")] = None
    """A sentence above the categories."""

    def findings(self) -> Iterator[Finding]:
        """What the model alone cannot see."""
        for name, category in self.categories.items():
            for question, asked in category.ask.items():
                path = ("categories", name, "ask", question)
                if question in TAKEN:
                    yield Finding(
                        path, f'a question cannot be called "{question}"', "every form asks that already"
                    )
                for finding in asked.findings():
                    yield Finding((*path, *finding.path), finding.message, finding.help)


def definition(name: str, category: Category) -> dict[str, Any]:
    """The form of a category as KOBAN keeps it by digest: all that is needed to check and to read a report made on it."""
    return {
        "category": name,
        **category.model_dump(
            mode="json", by_alias=True, exclude_none=True, exclude={"icon", "hint", "sensitive"}
        ),
    }

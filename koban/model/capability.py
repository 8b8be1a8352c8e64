"""What a capability module says: capabilities, themes and evidence. Data only; levels and gaps are reckoned elsewhere."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from koban.model.base import Model, Name, Text

Level = Annotated[int, Field(ge=0, le=4)]
"""0 absent, 1 occasional, 2 planned, 3 practised, 4 learning."""


class Indicator(Model):
    """A number by which people can see whether a capability works."""

    what: Text
    """What is counted or measured."""
    unit: Annotated[str, StringConstraints(max_length=40)] = ""
    """Unit of the number, such as `%`, `days` or `n` for a plain count."""
    good: Literal["up", "down", "target"]
    """Which way is better; `target`: neither, a community sets what it expects."""


class Capability(Model):
    """Something a unit can do, made of knowledge, skills and technologies."""

    title: Text
    definition: Text
    """One sentence: what a unit that has it does."""
    approach: Literal["reactive", "proactive", "co-active"]
    """Whether it answers, comes before, or is done together with people."""
    knowledge: dict[Name, Text] = {}
    """Component id -> what has to be known."""
    skills: dict[Name, Text] = {}
    """Component id -> what has to be mastered."""
    technologies: dict[Name, Text] = {}
    """Component id -> what has to be at hand."""
    indicators: dict[Name, Indicator] = {}
    evidence: list[Name] = []
    """Entries of the evidence register that speak of it."""
    confidence: Literal["high", "medium", "low", "unknown"] = "unknown"
    """How sure one may be that it helps; unknown is shown as unknown."""


class Theme(Model):
    """One subject that a community can be about: its words, picture and usual needs. Never its colours."""

    title: Text
    words: Text
    """One or two sentences that tell people what it is about."""
    picture: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{0,39}$")] = "circle"
    """An icon of KOBAN's set."""
    needs: dict[Name, Text] = {}
    """Needs that communities with this subject usually have, each stated as an outcome."""
    capabilities: dict[Name, Level] = {}
    """Capabilities that those needs usually ask for, with the level usually wanted."""


class Evidence(Model):
    """A piece of research: what was studied, what came out, how good the study is, how it was verified."""

    cite: Annotated[str, StringConstraints(min_length=3, max_length=500)]
    """Who, what, where: enough to find it."""
    year: Annotated[int, Field(ge=1900, le=2200)]
    strength: Annotated[int, Field(ge=0, le=4)]
    """4 systematic review of controlled studies, 3 randomised or strongly controlled, 2 one site over time or large
    observation, 1 guidance, survey or practice, 0 theory alone."""
    effect: Literal["positive", "mixed", "null", "negative", "not-tested"]
    """Direction of the effect on the outcome named in `on`, apart from the study's quality."""
    on: Text
    """The outcomes that were looked at."""
    studied: Text | None = None
    """What was studied, where and with whom, so that a reader can judge whether it carries over."""
    note: Text | None = None
    """What a careful reader should know besides."""
    read: Literal["full", "abstract", "page", "memory"]
    """How it was verified: the study, its abstract, an official page on it, or not read again."""

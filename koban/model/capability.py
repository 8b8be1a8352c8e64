"""What a capability module says: capabilities, themes, evidence, measures and scenarios. Data only; levels and gaps are reckoned elsewhere."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from koban.model.base import Model, Name, Text
from koban.model.duration import Duration

Level = Annotated[int, Field(ge=0, le=4)]
"""0 absent, 1 occasional, 2 planned, 3 practised, 4 learning."""
FrameworkVersion = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}$")]
"""Which framework a module's words belong to: a whole number, in quotes."""
Approach = Literal["reactive", "proactive", "co-active"]
MeasureKind = Literal["training", "organisation", "procedure", "partnership", "technology", "nothing"]


class Module(Model):
    """A set of capabilities, themes, evidence, measures and scenarios that belong together."""

    title: Text
    """What the module is called."""
    summary: Text | None = None
    """What it is about."""
    framework: FrameworkVersion
    """The framework version it is written for; a force pins one."""


class Indicator(Model):
    """A number by which people can see whether a capability works."""

    what: Text
    """What is counted or measured."""
    unit: Annotated[str, StringConstraints(max_length=40)] = ""
    """Unit of the number, such as `%`, `days` or `n` for a plain count."""
    good: Literal["up", "down", "target"]
    """Which way is better; `target`: neither, a community sets what it expects."""


class Anchors(Model):
    """What each level of one capability looks like, so that two people would choose the same one."""

    absent: Text
    """Level 0."""
    occasional: Text
    """Level 1."""
    planned: Text
    """Level 2."""
    practised: Text
    """Level 3."""
    learning: Text
    """Level 4."""


class Capability(Model):
    """Something a unit can do, made of knowledge, skills and technologies."""

    title: Text
    """What it is called."""
    definition: Text
    """One sentence: what a unit that has it does."""
    approach: Approach
    """Whether it answers, comes before, or is done together with people."""
    knowledge: dict[Name, Text] = {}
    """Component id -> what has to be known."""
    skills: dict[Name, Text] = {}
    """Component id -> what has to be mastered."""
    technologies: dict[Name, Text] = {}
    """Component id -> what has to be at hand."""
    levels: Anchors | None = None
    """What each level looks like."""
    indicators: dict[Name, Indicator] = {}
    """Numbers by which people can see whether it works."""
    evidence: list[Name] = []
    """Entries of the evidence register that speak of it."""
    confidence: Literal["high", "medium", "low", "unknown"] = "unknown"
    """How sure one may be that it helps; unknown is shown as unknown."""


class Theme(Model):
    """One subject that a community can be about: its words, picture and usual needs. Never its colours."""

    title: Text
    """What it is called."""
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
    """When it was published."""
    strength: Annotated[int, Field(ge=0, le=4)]
    """4 systematic review of controlled studies, 3 randomised or strongly controlled, 2 one site over time or large
    observation, 1 guidance, survey or practice, 0 theory alone."""
    effect: Literal["positive", "mixed", "null", "negative", "not-tested"]
    """Direction of the effect on the outcome named in `on`, apart from the study's quality."""
    on: Text
    """The outcomes that were looked at."""
    studied: Text
    """What was studied, where and with whom, so that a reader can judge whether it carries over; or that this is not known."""
    note: Text | None = None
    """What a careful reader should know besides."""
    read: Literal["full", "abstract", "page", "memory", "local"]
    """How it was verified: the study, its abstract, an official page on it, not read again, or measured here."""


class Components(Model):
    """Ids of a capability's components."""

    knowledge: list[Name] = []
    """What has to be known."""
    skills: list[Name] = []
    """What has to be mastered."""
    technologies: list[Name] = []
    """What has to be at hand."""


class MeasureOption(Model):
    """A measure that a community could take, as a module proposes it. Costs and dates are the community's own."""

    kind: MeasureKind
    """What sort of action it is."""
    title: Text
    """What is done."""
    about: Text | None = None
    """How it is done, and what to mind."""
    gives: dict[Name, Components] = {}
    """Capability -> components that it brings."""
    feature: Name | None = None
    """For `technology`: the feature that gives it."""
    evidence: list[Name] = []
    """Entries of the evidence register that speak of this measure; none is shown as unknown."""
    lead: Duration | None = None
    """How long it usually takes from the decision until it works."""


class Shift(Model):
    """What a scenario changes in needs that ask for certain capabilities."""

    severity: Annotated[float, Field(ge=-4, le=4)] = 0
    """Added to every rating of how bad it is."""
    reach: Annotated[float, Field(ge=-4, le=4)] = 0
    """Added to every rating of how many it concerns."""
    wanted: Annotated[int, Field(ge=-4, le=4)] = 0
    """Added to the wanted level."""


class Scenario(Model):
    """A future that may come: how it would shift what is known about a community, and what its people need."""

    title: Text
    """What it is called."""
    story: Text
    """What would happen, in two or three sentences; an assumption, not a forecast."""
    context: dict[Name, float] = {}
    """Fact of the community -> what is added to its value by the long run."""
    shifts: dict[Name, Shift] = {}
    """Capability -> what changes in the needs that ask for it, by the long run."""
    new: dict[Name, Level] = {}
    """Capabilities that communities would want which nothing asks for today, with the level."""


Patch = dict[str, Any]
"""An entry, or the part of a module's entry that reads otherwise here; checked after merging."""


class Framework(Model):
    """How a force or a community changes what the modules say: the same merge rules as everything."""

    version: FrameworkVersion | None = None
    """The framework version that is pinned; modules written for another one are not used."""
    retire: dict[Name, Text] = {}
    """Capability -> why it is not worked towards here; the reason stays visible."""
    capabilities: dict[Name, Patch] = {}
    """Capabilities that are added, or parts of a module's own that read otherwise here."""
    evidence: dict[Name, Patch] = {}
    """Research that is added, results of the community's own measures too."""
    measures: dict[Name, Patch] = {}
    """Measures that are added, or read otherwise here."""
    themes: dict[Name, Patch] = {}
    """Themes that are added, or read otherwise here."""
    scenarios: dict[Name, Patch] = {}
    """Scenarios that are added, or read otherwise here."""

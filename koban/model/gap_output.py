"""What `koban capability` prints of one community with `--format json`: every result beside what it was reckoned from."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from koban.model.base import Model
from koban.model.capability_output import Effect


class _Entry(Model):
    """Made in KOBAN by the fields' own names, written by their aliases."""

    model_config = ConfigDict(validate_by_name=True)


class BecauseEntry(_Entry):
    """Why a level is lower than declared."""

    reason: Literal["panel", "no-panel", "components", "proof"]
    """As one word."""
    words: str
    """In words."""


class MissingComponents(_Entry):
    """Components that are not there yet, by kind."""

    knowledge: list[str] = []
    """What has to be known."""
    skills: list[str] = []
    """What has to be mastered."""
    technologies: list[str] = []
    """What has to be at hand."""


class Research(_Entry):
    """What research says."""

    effect: Effect
    """In one word."""
    entries: list[str]
    """Entries of the evidence register."""


class GapEntry(_Entry):
    """One capability that needs ask for."""

    capability: str
    """Its name."""
    title: str
    """What it is called."""
    level: int
    """The level that counts."""
    declared: int
    """What the unit says of itself."""
    panel: int | None
    """What a panel says; null if none was asked."""
    because: list[BecauseEntry]
    """Why the level is lower than declared."""
    proven: bool
    """Whether any proof is named."""
    wanted: int
    """The highest level that a need asks for."""
    gap: int
    """Levels between the two, never below 0."""
    priority: float
    """0 to 100: the most that one need gives it, its score times its gap over four."""
    rated: bool
    """False where nobody rated the needs: then the priority is unknown, not nought."""
    missing: MissingComponents
    """Ids of what is not there yet."""
    missing_titles: Annotated[MissingComponents, Field(alias="missingTitles")]
    """The same, as it is called."""
    needs: list[str]
    """Those that ask for it, the most pressing first."""
    measures: list[str]
    """The community's measures that bring something of it."""
    evidence: Research
    """What research says of it; it weighs measures, never gaps."""
    by: date | None
    """The first day by which a need wants it."""


class NeedEntry(_Entry):
    """One need and what it weighs."""

    name: str
    """Its name."""
    statement: str
    """The outcome that people need."""
    horizon: str
    """`now`, `mid` or `long`."""
    score: float | None
    """0 to 100; null if nobody rated it."""
    spread: float
    """How far apart the bodies are, in points."""
    bodies: dict[str, float]
    """`officers` or a panel -> the score by its ratings alone."""
    means: dict[str, float]
    """Criterion -> the mean rating, 1 to 5."""
    sources: list[str]
    """Where it is known from."""
    asks_for: Annotated[dict[str, int], Field(alias="asksFor")]
    """Capability -> wanted level."""


class GapOutput(_Entry):
    """`koban capability gap COMMUNITY --format json`."""

    community: str
    """Its name."""
    day: date
    """The day on which proof was looked at."""
    gaps: list[GapEntry]
    """In order of priority."""
    needs: list[NeedEntry]
    """What the priorities are reckoned from."""
    weights: dict[str, float]
    """Criterion -> how much it counts: a choice, not a finding."""
    retired: dict[str, str]
    """Capability that is not worked towards here -> why."""
    note: str
    """What no app can do."""


class ClosingEntry(_Entry):
    """What a measure would do for one gap."""

    capability: str
    """Its name."""
    title: str
    """What it is called."""
    share: float
    """Share of the missing components that it brings, 0 to 1."""
    gap_score: Annotated[float, Field(alias="gapScore")]
    """The gap's priority."""


class SteadyEntry(_Entry):
    """How often a measure stays among the first five."""

    times: int
    """In how many variations it does."""
    of: int
    """How many there are."""


class OptionEntry(_Entry):
    """One measure as an option."""

    name: str
    """Its name; `nothing` for doing nothing."""
    title: str
    """What is done."""
    kind: str
    """What sort of action it is."""
    proposed: bool
    """Whether a module proposes it and the community has not taken it up."""
    rank: int | None
    """From 1; null where a gate is shut."""
    value: float
    """Gap scores times shares closed, times evidence, times deliverability."""
    rank_value: Annotated[float | None, Field(alias="rankValue")]
    """The value against the cost; null where a gate is shut."""
    closes: list[ClosingEntry]
    """Gaps that it works on."""
    evidence: Research
    """What research says of it."""
    evidence_factor: Annotated[float, Field(alias="evidenceFactor")]
    """0.1 to 1."""
    deliverability: float
    """0.4 to 1."""
    lacks: list[str]
    """Which of `owner`, `budget` and `people` are not there."""
    shut: list[str]
    """Gates that are shut."""
    cost: float | None
    """In euro; null where nobody knows: then it is ranked as if it cost nothing."""
    trial: bool
    """Whether its effect is unknown, so that it may only run as a labelled trial."""
    steady: SteadyEntry | None
    """For those among the first five: how often they stay when a weight is halved or made half as large again."""


class OptionsOutput(_Entry):
    """`koban capability options COMMUNITY --format json`."""

    community: str
    """Its name."""
    day: date
    """The day on which proof was looked at."""
    options: list[OptionEntry]
    """The best first; those with a shut gate last."""
    weights: dict[str, float]
    """Criterion -> how much it counts."""


class TrialEntry(_Entry):
    """How a measure whose effect is unknown is tried out."""

    baseline: str
    """What is measured before."""
    comparison: str
    """What it is compared with."""


class RoadmapEntry(_Entry):
    """One measure on the way."""

    name: str
    """Its name."""
    title: str
    """What is done."""
    kind: str
    """What sort of action it is."""
    state: Literal["done", "late", "running", "planned", "undated"]
    """Where it stands today."""
    owner: str
    """`unit` or `partners.<name>`; empty where nobody owns it."""
    owner_title: Annotated[str, Field(alias="ownerTitle")]
    """What the owner is called."""
    start: date | None
    """When it begins."""
    end: date | None
    """When it is to work."""
    after: list[str]
    """What must be done before."""
    clash: bool
    """Whether its days cannot be kept."""
    gives: list[str]
    """Capabilities that it brings something for."""
    gives_titles: Annotated[list[str], Field(alias="givesTitles")]
    """The same, as they are called."""
    aim: dict[str, float]
    """Indicator -> the number that is hoped for."""
    stop_if: Annotated[str | None, Field(alias="stopIf")]
    """When it is given up."""
    trial: TrialEntry | None
    """How it is tried out."""


class RoadmapOutput(_Entry):
    """`koban capability roadmap COMMUNITY --format json`."""

    community: str
    """Its name."""
    day: date
    """The day that `state` speaks of."""
    items: list[RoadmapEntry]
    """What comes first at the top."""


class StandEntry(_Entry):
    """A gap at one time."""

    level: int
    """The level that counts."""
    wanted: int
    """The level that is asked for."""
    gap: int
    """Levels between the two."""
    priority: float
    """0 to 100."""


class OutlookEntry(_Entry):
    """One capability under a scenario."""

    capability: str
    """Its name."""
    title: str
    """What it is called."""
    change: Literal["appears", "grows", "shrinks", "closes", "stays"]
    """What becomes of the gap."""
    today: StandEntry | None
    """Null where nothing asks for it today."""
    then: StandEntry | None
    """Null where nothing would ask for it then."""


class FactEntry(_Entry):
    """A number about the community, and what is expected of it."""

    name: str
    """Its name in the manifest."""
    value: float
    """Today's."""
    unit: str
    """Of the number."""
    source: str
    """Who counted."""
    expected: dict[str, float]
    """Year -> what the manifest expects."""
    scenario: float | None
    """What it would be under the scenario; null where it stays."""


class ForesightOutput(_Entry):
    """`koban capability foresight COMMUNITY --format json`."""

    community: str
    """Its name."""
    scenario: str
    """The scenario's name."""
    title: str
    """What it is called."""
    story: str
    """What would happen: an assumption, not a forecast."""
    term: Literal["short", "mid", "long"]
    """How far ahead."""
    part: float
    """How much of the scenario's shift has come by then: a straight line, which is an assumption too."""
    outlooks: list[OutlookEntry]
    """The most pressing then first."""
    robust: list[str]
    """Capabilities with a gap today and under every scenario at every term."""
    scenarios: list[str]
    """Those that were looked at for that."""
    context: list[FactEntry]
    """Numbers that the scenario shifts or the manifest expects to change."""

"""Kind `Community`: who it is, what it needs, what its app offers. This is the merged, complete form."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from koban.model.base import (
    CapabilityRef,
    EvidenceRef,
    FilePath,
    Language,
    Model,
    Name,
    PartnerRef,
    Text,
    ThemeRef,
    valid_name,
)
from koban.model.capability import Components, Framework, Level, MeasureKind
from koban.model.duration import Duration
from koban.model.unit import Unit

Rating = Annotated[int, Field(ge=1, le=5)]
"""1 hardly, 2 a little, 3 noticeably, 4 strongly, 5 most of all."""
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
"""A colour as `#rrggbb`."""


DOMAIN = r"^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$"
Domain = Annotated[str, StringConstraints(max_length=253, pattern=DOMAIN)]
"""A domain name in small letters (RFC 1035), such as `quay.example`."""


class Area(Model):
    """Where the community is."""

    file: FilePath
    """A GeoJSON file (RFC 7946) of polygons in longitude and latitude; features with a `name` are sub-areas."""


class Agreement(Model):
    """What a partner and the force agreed on."""

    link: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    """Where the agreement can be read: a file of the repository or an address."""
    until: date
    """The day it ends."""


class Partner(Model):
    """An organisation that works along, or a panel of residents that rates and decides."""

    title: Text
    """Name of the organisation."""
    panel: bool = False
    """Whether it is a panel of residents."""
    may: list[Literal["enter-reports", "receive-cases", "own-measures", "rate-capabilities", "decide"]] = []
    """What it may do at the desk and in the app."""
    receives: list[Name] = []
    """Categories of reports that may be handed over; only what the agreement names."""
    agreement: Agreement | None = None
    """What it and the force agreed on."""


Year = Annotated[str, StringConstraints(pattern=r"^2[0-9]{3}$")]


class Fact(Model):
    """A number about the community, with where it comes from."""

    value: float
    """The number."""
    unit: Annotated[str, Field(alias="in", max_length=40)] = ""
    """Unit of the number, such as `%`."""
    source: Annotated[str, StringConstraints(max_length=200)]
    """Who counted."""
    as_of: Annotated[date, Field(alias="asOf")]
    """The day it was true."""
    expected: dict[Year, float] = {}
    """Year -> the number that is expected then."""


class Story(Model):
    """What numbers hide."""

    text: Text
    """What people should know."""
    source: Annotated[str, StringConstraints(max_length=200)]
    """Who says so."""


class Context(Model):
    """What is known about the place and its people: numbers by name, and what numbers hide."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Fact]

    story: dict[Name, Story] = {}
    """What numbers hide, with who says so."""

    @property
    def facts(self) -> dict[str, Fact]:
        """The numbers, by name."""
        return self.__pydantic_extra__

    @model_validator(mode="after")
    def _named(self) -> Context:
        for name in self.facts:
            valid_name(name)
        return self


class Ratings(Model):
    """How one body rates a need."""

    severity: Rating
    """How bad it is, 1 to 5."""
    reach: Rating
    """How many it concerns, 1 to 5."""
    trust_impact: Annotated[Rating | None, Field(alias="trustImpact")] = None
    """How much it wears down trust, 1 to 5."""
    urgency: Rating | None = None
    """How soon it gets worse, 1 to 5."""
    equity: Rating | None = None
    """How much more it hits those who are heard least, 1 to 5."""


class Need(Model):
    """What people need, stated as an outcome; it asks for capabilities at a wanted level."""

    statement: Text
    """The outcome that people need."""
    horizon: Literal["now", "mid", "long"] = "now"
    """When it matters: now, in the middle or in the long run."""
    rated: dict[Name, Ratings] = {}
    """By `officers` and by panels (partners); both are kept."""
    sources: list[Annotated[str, StringConstraints(max_length=100)]] = []
    """Where it is known from; `partners.<name>` for a partner."""
    asks_for: Annotated[dict[CapabilityRef, Level], Field(alias="asksFor")] = {}
    """Capability -> wanted level."""
    by: date | None = None
    """The day by which the levels are wanted."""


class Proof(Model):
    """What shows that a level is held."""

    title: Text
    """What it is."""
    date: date
    """The day it is from."""


class PanelRating(Model):
    """The level as a panel sees it."""

    by: PartnerRef
    """The panel: one of the partners."""
    level: Level
    """The level it sees."""
    date: date
    """The day it said so."""


class Assessment(Model):
    """The level of one capability that the unit says it holds."""

    level: Level
    """The level held."""
    assessed: date
    """The day it was assessed."""
    missing: Components = Components()
    """Components that are not there yet."""
    proof: list[Proof] = []
    """What shows it."""
    panel: PanelRating | None = None
    """The level as a panel sees it."""


class Gates(Model):
    """What must be settled before a measure may be ranked at all. Left out, KOBAN tells it from the manifest."""

    legal_basis: Annotated[bool | None, Field(alias="legalBasis")] = None
    """Whether a law that allows it is named."""
    dpia: bool | None = None
    """Whether a data protection impact assessment covers it or is not needed."""
    no_prohibited_ai: Annotated[bool | None, Field(alias="noProhibitedAi")] = None
    """Whether it does without what Regulation (EU) 2024/1689, article 5, prohibits."""
    alternative: bool | None = None
    """Whether people who cannot use it have another way."""


class Trial(Model):
    """How a measure whose effect is unknown is tried out, so that something is learnt from it."""

    baseline: Text
    """What is measured before it begins."""
    comparison: Text
    """What it is compared with."""


class Result(Model):
    """What came of a finished measure, measured."""

    effect: Literal["positive", "mixed", "null", "negative", "not-tested"]
    """Direction of the effect on the outcome named in `on`."""
    on: Text
    """The outcome that was looked at."""
    studied: Text
    """What was compared with what, where and how long."""
    date: date
    """The day it was assessed."""


class Measure(Model):
    """An action that closes a gap. Most are no app."""

    kind: MeasureKind
    """What sort of action it is."""
    title: Text
    """What is done."""
    option: Name | None = None
    """The module's measure that this one carries out; what it gives and its evidence come from there."""
    gives: dict[CapabilityRef, Components] = {}
    """Capability -> components that it brings."""
    feature: Name | None = None
    """For `technology`: the instance under `features` that gives it."""
    evidence: list[EvidenceRef] = []
    """Research on this measure; none is shown as unknown."""
    owner: Annotated[str, StringConstraints(max_length=60)] = ""
    """`unit` or `partners.<name>`."""
    budget: bool = False
    """Whether the money is there."""
    people: bool = False
    """Whether those who can do it are there."""
    cost: Annotated[float | None, Field(ge=0, le=1e9)] = None
    """What it costs, in euro."""
    lead: Duration | None = None
    """How long it takes from its start until it works."""
    after: list[Name] = []
    """Measures that must be done before."""
    gates: Gates = Gates()
    """What must be settled before it may be ranked."""
    trial: Trial | None = None
    """How it is tried out, where its effect is unknown."""
    start: date | None = None
    """The day it begins."""
    due: date | None = None
    """The day it is to be done."""
    done: date | None = None
    """The day it was done."""
    aim: dict[Name, float] = {}
    """Indicator -> the number that is hoped for."""
    stop_if: Annotated[Text | None, Field(alias="stopIf")] = None
    """When it is given up."""
    result: Result | None = None
    """What came of it."""


class FeatureUse(Model):
    """One function of the app that is switched on, or off."""

    moved_from: Annotated[Name | None, Field(alias="movedFrom")] = None
    """What this entry was called before; its data comes along."""

    enabled: bool = True
    """False switches it off and keeps its data."""
    uses: Name | None = None
    """The feature; defaults to the name of the entry."""
    with_: Annotated[dict[str, Any], Field(alias="with")] = {}
    """The feature's settings."""


class ConnectorUse(Model):
    """Outside data that the community is wired to."""

    enabled: bool = True
    """False switches it off and keeps its data."""
    uses: Name | None = None
    """The connector; defaults to the name of the entry."""
    every: Duration | None = None
    """How often it runs."""
    cron: Annotated[str, StringConstraints(pattern=r"^\S+( \S+){4}$")] | None = None
    """When it runs, in cron's five fields and the force's time zone."""
    with_: Annotated[dict[str, Any], Field(alias="with")] = {}
    """The connector's settings."""
    secrets: dict[Name, dict[str, str]] = {}
    """Secret -> where it lies: `{env: NAME}`, `{file: name}` or in a store from a plugin; an operator grants it to the force."""

    @model_validator(mode="after")
    def _one_schedule(self) -> ConnectorUse:
        if self.every is not None and self.cron is not None:
            raise PydanticCustomError("two_schedules", "give `every` or `cron`, not both")
        return self


class Decision(Model):
    """A community's word on what its app must not have."""

    by: PartnerRef
    """The body that decided: one of the partners."""
    date: date
    """The day it decided."""
    text: Text
    """What it said."""
    forbids: list[Annotated[str, StringConstraints(pattern=r"^features\.[a-z0-9-]+$")]] = []
    """What must not be on: `features.<name>`."""
    ends: list[Name] = []
    """Earlier decisions of the same body that no longer hold."""


class Dpia(Model):
    """A data protection impact assessment (GDPR article 35; Directive (EU) 2016/680 article 27)."""

    link: Annotated[str, StringConstraints(max_length=500, pattern=r"^(https://\S+|[\w.-][\w./-]*)$")]
    """Where it can be read: a file of the repository, or an address that begins with https."""
    date: date
    """The day it is from."""


class Privacy(Model):
    """What the privacy notice points to."""

    dpia: Dpia | None = None
    """The data protection impact assessment."""


class App(Model):
    """How the citizen app looks."""

    name: Text | None = None
    """Name on the phone's home screen; defaults to the community's title."""
    colour: Colour = "#1f4e79"
    """The main colour, as `#rrggbb`."""
    icon: FilePath | None = None
    """A square SVG or PNG; drawn by KOBAN, never served as it is."""
    large_text: Annotated[bool, Field(alias="largeText")] = False
    """Whether texts are large to begin with."""
    navigation: list[Name] = []
    """Instances in the order the app shows them; the others follow."""
    domains: Annotated[list[Domain], Field(max_length=20)] = []
    """Domains at which the app is reached beside its own name; an operator grants them to the force."""


class CommunitySpec(Model):
    """Everything about one community, after merging."""

    title: Text
    """What the community is called."""
    languages: Annotated[list[Language], Field(min_length=1, max_length=24)]
    """BCP 47 tags; the first is the default."""
    summary: Text | None = None
    """One or two sentences about the place, shown in the app."""
    theme: ThemeRef | None = None
    """Its one subject, from a capability module."""
    area: Area | None = None
    """Where it is."""
    unit: Unit | None = None
    """The small team that answers."""
    partners: dict[Name, Partner] = {}
    """Organisations and panels that work along."""
    context: Context = Context()
    """Numbers about the community, and what they hide."""
    needs: dict[Name, Need] = {}
    """What people need."""
    capabilities: dict[CapabilityRef, Assessment] = {}
    """Capability -> the level that the unit holds."""
    measures: dict[Name, Measure] = {}
    """What is done to close gaps."""
    framework: Framework = Framework()
    """What reads otherwise here than in the capability modules."""
    features: dict[Name, FeatureUse] = {}
    """Functions of the app: entry -> `true`, `false` or its settings."""
    connectors: dict[Name, ConnectorUse] = {}
    """Outside data that is brought in."""
    decisions: dict[Name, Decision] = {}
    """What the community has decided its app must not have."""
    privacy: Privacy = Privacy()
    """Documents for the privacy notice."""
    app: App = App()
    """How the app looks."""

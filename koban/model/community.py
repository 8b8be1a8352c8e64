"""Kind `Community`: who it is, what it needs, what its app offers. This is the merged, complete form."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from koban.model.base import CapabilityRef, FilePath, Language, Model, Name, PartnerRef, Text, ThemeRef
from koban.model.capability import Level
from koban.model.duration import Duration
from koban.model.unit import Unit

Rating = Annotated[int, Field(ge=1, le=5)]
"""1 hardly, 2 a little, 3 noticeably, 4 strongly, 5 most of all."""
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
"""A colour as `#rrggbb`."""


class Area(Model):
    """Where the community is."""

    file: FilePath
    """A GeoJSON file (RFC 7946) of polygons in longitude and latitude; features with a `name` are sub-areas."""


class Agreement(Model):
    """What a partner and the force agreed on."""

    link: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    until: date


class Partner(Model):
    """An organisation that works along, or a panel of residents that rates and decides."""

    title: Text
    panel: bool = False
    may: list[Literal["enter-reports", "receive-cases", "own-measures", "rate-capabilities", "decide"]] = []
    receives: list[Name] = []
    """Categories of reports that may be handed over; only what the agreement names."""
    agreement: Agreement | None = None


class Fact(Model):
    """A number about the community, with where it comes from."""

    value: float
    unit: Annotated[str, Field(alias="in", max_length=40)] = ""
    source: Annotated[str, StringConstraints(max_length=200)]
    as_of: Annotated[date, Field(alias="asOf")]


class Story(Model):
    """What numbers hide."""

    text: Text
    source: Annotated[str, StringConstraints(max_length=200)]


class Ratings(Model):
    """How one body rates a need."""

    severity: Rating
    reach: Rating


class Need(Model):
    """What people need, stated as an outcome; it asks for capabilities at a wanted level."""

    statement: Text
    horizon: Literal["now", "mid", "long"] = "now"
    rated: dict[Name, Ratings] = {}
    """By `officers` and by panels (partners); both are kept."""
    sources: list[Annotated[str, StringConstraints(max_length=100)]] = []
    asks_for: Annotated[dict[CapabilityRef, Level], Field(alias="asksFor")] = {}
    by: date | None = None


class Components(Model):
    """Ids of a capability's components."""

    knowledge: list[Name] = []
    skills: list[Name] = []
    technologies: list[Name] = []


class Proof(Model):
    """What shows that a level is held."""

    title: Text
    date: date


class PanelRating(Model):
    """The level as a panel sees it."""

    by: PartnerRef
    level: Level
    date: date


class Assessment(Model):
    """The level of one capability that the unit says it holds."""

    level: Level
    assessed: date
    missing: Components = Components()
    proof: list[Proof] = []
    panel: PanelRating | None = None


class Measure(Model):
    """An action that closes a gap. Most are no app."""

    kind: Literal["training", "organisation", "procedure", "partnership", "technology", "nothing"]
    title: Text
    gives: dict[CapabilityRef, Components] = {}
    feature: Name | None = None
    """For `technology`: the instance under `features` that gives it."""
    owner: Annotated[str, StringConstraints(max_length=60)] = ""
    """`unit` or `partners.<name>`."""
    start: date | None = None
    due: date | None = None
    aim: dict[Name, float] = {}
    stop_if: Annotated[Text | None, Field(alias="stopIf")] = None


class FeatureUse(Model):
    """One function of the app that is switched on, or off."""

    enabled: bool = True
    uses: Name | None = None
    """The feature; defaults to the name of the entry."""
    with_: Annotated[dict[str, Any], Field(alias="with")] = {}


class ConnectorUse(Model):
    """Outside data that the community is wired to."""

    enabled: bool = True
    uses: Name | None = None
    every: Duration | None = None
    cron: Annotated[str, StringConstraints(pattern=r"^\S+( \S+){4}$")] | None = None
    with_: Annotated[dict[str, Any], Field(alias="with")] = {}
    secrets: dict[Name, dict[str, str]] = {}

    @model_validator(mode="after")
    def _one_schedule(self) -> ConnectorUse:
        if self.every is not None and self.cron is not None:
            raise PydanticCustomError("two_schedules", "give `every` or `cron`, not both")
        return self


class Decision(Model):
    """A community's word on what its app must not have."""

    by: PartnerRef
    date: date
    text: Text
    forbids: list[Annotated[str, StringConstraints(pattern=r"^features\.[a-z0-9-]+$")]] = []


class Dpia(Model):
    """A data protection impact assessment (GDPR article 35; Directive (EU) 2016/680 article 27)."""

    link: Annotated[str, StringConstraints(max_length=500)]
    date: date


class Privacy(Model):
    """What the privacy notice points to."""

    dpia: Dpia | None = None


class App(Model):
    """How the citizen app looks."""

    name: Text | None = None
    """Name on the phone's home screen; defaults to the community's title."""
    colour: Colour = "#1f4e79"
    icon: FilePath | None = None
    """A square SVG or PNG; drawn by KOBAN, never served as it is."""
    large_text: Annotated[bool, Field(alias="largeText")] = False
    navigation: list[Name] = []
    """Instances in the order the app shows them; the others follow."""


class CommunitySpec(Model):
    """Everything about one community, after merging."""

    title: Text
    languages: Annotated[list[Language], Field(min_length=1, max_length=24)]
    """BCP 47 tags; the first is the default."""
    summary: Text | None = None
    """One or two sentences about the place, shown in the app."""
    theme: ThemeRef | None = None
    """Its one subject, from a capability module."""
    area: Area | None = None
    unit: Unit | None = None
    partners: dict[Name, Partner] = {}
    story: dict[Name, Story] = {}
    context: dict[Name, Fact] = {}
    needs: dict[Name, Need] = {}
    capabilities: dict[CapabilityRef, Assessment] = {}
    measures: dict[Name, Measure] = {}
    features: dict[Name, FeatureUse] = {}
    connectors: dict[Name, ConnectorUse] = {}
    decisions: dict[Name, Decision] = {}
    privacy: Privacy = Privacy()
    app: App = App()

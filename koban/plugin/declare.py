"""What features and connectors say about themselves. Declaring is cheap; run-time code is named by a string."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Generic, Literal, TypeVar

from pydantic import BaseModel

from koban.manifest.steps import migrate_plain
from koban.model.base import Model
from koban.model.indicator import Indicator
from koban.model.migration import Step

Offline = Literal["shell", "data", "never"]
Words = Mapping[str, str]
"""Language -> words."""


class Config(Model):
    """Base of a feature's or connector's settings (`with:`); refuses unknown fields."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One page of a feature. `path` is relative to the instance; the first screen is the feature's front door."""

    path: str
    title: Words
    icon: str = "circle"
    """A name of KOBAN's icon set (`koban/web/static/icons`)."""
    template: str | None = None
    """Rendered by KOBAN as it is; None where the feature's own router answers."""
    offline: Offline = "shell"
    """`shell`: the page works offline; `data`: also its last content; `never`: needs the network."""
    navigation: bool = True
    """Whether it stands in the app's navigation."""


@dataclass(frozen=True, slots=True)
class Collected:
    """Personal data that a feature collects, for the privacy notice."""

    category: Words
    """Such as "what you tell us" or "contact details"."""
    purpose: str
    """A purpose of the force, or `*` for the purposes its settings name."""
    optional: bool = True


@dataclass(frozen=True, slots=True)
class Requires:
    """What a feature needs from the device or the network; undeclared needs are refused."""

    device: tuple[Literal["geolocation", "camera"], ...] = ()
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake that a model alone cannot see."""

    path: tuple[str | int, ...]
    """Where it stands: below the settings that were checked, or, for a policy, below the community's `spec`."""
    message: str
    """What is wrong: plain, lower case, without a final stop."""
    help: str = ""
    """What to write instead."""


M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class RecordType(Generic[M]):
    """A kind of record that a feature keeps. KOBAN stores, indexes, retains, exports and erases it."""

    name: str
    model: type[M]
    version: int = 1
    upgrade: Callable[[int, dict[str, Any]], dict[str, Any]] | None = None
    """Pure: (version it was written with, its JSON) -> JSON of this version; applied on read."""
    index: tuple[str, ...] = ()
    """Fields of the model that records are looked up by; text, numbers or dates."""


class Contribution:
    """What features and connectors have in common. Everything but `name`, `title` and `Config` has a default."""

    name: ClassVar[str]
    title: ClassVar[Words]
    summary: ClassVar[Words] = {}
    Config: ClassVar[type[Config] | Mapping[str, Any]] = Config
    """A model of the settings, or a JSON Schema (2020-12) of them."""
    defaults: ClassVar[Mapping[str, Any]] = {}
    """Settings as a manifest would write them, plain texts in English: the lowest layer, under blueprints, force and manifest."""
    collects: ClassVar[list[Collected]] = []
    requires: ClassVar[Requires] = Requires()
    migrations: ClassVar[Sequence[Step]] = ()
    """What changed in `Config` since earlier versions, in order. Older settings are read with a warning (KB223), and
    `koban migrate` rewrites them. Paths begin below `with:`."""

    def read_settings(self, plain: Mapping[str, Any]) -> Any:
        """Checked settings as a bundle holds them, made a `Config` again; as they are where `Config` is a JSON Schema.

        A bundle may be older than the plugin: what changed since is carried out first.
        """
        plain = migrate_plain(plain, self.migrations) if self.migrations else plain
        return plain if isinstance(self.Config, Mapping) else self.Config.model_validate(plain)

    def check(self, config: Any) -> Iterable[Finding]:
        """Mistakes that only this contribution can see in checked settings. Pure."""
        return ()


class Feature(Contribution):
    """A function of the citizen app and the desk. Router strings are `module:attribute`, loaded by hosts only."""

    approach: ClassVar[Literal["reactive", "proactive", "co-active"]] = "proactive"
    delivers: ClassVar[list[str]] = []
    """Capabilities whose technologies it gives."""
    screens: ClassVar[list[Screen]] = []
    desk_screens: ClassVar[list[Screen]] = []
    pages: ClassVar[str | None] = None
    """Citizen pages, reached at `/<instance>/`."""
    api: ClassVar[str | None] = None
    """JSON, reached at `/api/<instance>/`."""
    desk: ClassVar[str | None] = None
    """Desk pages, reached at `/<instance>/` of the desk's origin."""
    home: ClassVar[str | None] = None
    """`(visit) -> list[koban.api.web.Card]` for the app's home page."""
    demo: ClassVar[str | None] = None
    """`(demo: koban.api.jobs.Demo) -> None`, fills an instance with made-up records."""
    indicators: ClassVar[list[Indicator]] = []
    """Numbers that it can measure about its own work."""
    observe: ClassVar[str | None] = None
    """`(observing: koban.api.jobs.Observing) -> Iterator[koban.api.jobs.Observation]`: the cases from which KOBAN reckons
    its indicators, once a day. It never makes a number of them itself, so that none can tell of a single case."""
    records: ClassVar[list[RecordType[Any]]] = []
    elements: ClassVar[dict[str, str]] = {}
    """Custom element -> ES module below the plugin's `static/`; loaded on pages that use the element."""
    reports_to_desk: ClassVar[bool] = False
    """Whether people expect an answer: then the community needs a unit (condition reason NoFollowUp)."""

    def forms(self, config: Any) -> dict[str, dict[str, Any]]:
        """Name -> form definition (see `koban.forms`). Kept by digest, so that a form filled in offline stays valid. Pure."""
        return {}

    def offline_paths(self, config: Any) -> list[str]:
        """Paths below the instance, beside its screens', whose pages must open without a network. Pure."""
        return []

    def describe_change(self, before: Any, after: Any, language: str) -> str | None:
        """What people will notice when the settings change, or None for KOBAN's own words. Pure."""
        return None


class Connector(Contribution):
    """Brings outside data in."""

    pull: ClassVar[str]
    """`(context: koban.api.jobs.PullContext, cursor) -> Iterator[koban.api.jobs.Batch]`."""
    records: ClassVar[list[RecordType[Any]]] = []
    default_every: ClassVar[str] = "15m"

    def hosts(self, config: Any) -> Collection[str]:
        """Network hosts that it may reach with these settings; every other is refused. Pure."""
        return self.requires.hosts


class SecretStore:
    """Where secrets lie. A manifest writes `{<name>: <key>}`; the secret itself is read by jobs, at use only."""

    name: ClassVar[str]
    key: ClassVar[str]
    """Pattern that a whole key matches. It keeps keys from leading elsewhere, so it allows no folders."""
    says: ClassVar[str]
    """What a key is, with an example: "a file's name, such as `mail-password`"."""
    read: ClassVar[str]
    """`(key, place: koban.api.jobs.SecretPlace) -> str`; gives a force its own secrets only."""


@dataclass(frozen=True, slots=True)
class BlueprintFile:
    """A partial community spec that communities can extend by the file's name: a manifest of kind `Blueprint`."""

    path: Path

    @classmethod
    def all_in(cls, folder: Path) -> list[BlueprintFile]:
        """One for each `<name>.yaml` in `folder`."""
        return [cls(path) for path in sorted(folder.glob("*.yaml"))]


@dataclass(frozen=True, slots=True)
class CapabilityModule:
    """Capabilities, themes, evidence, measures and scenarios as YAML data in one folder, a manifest each.

    `module.yaml` (kind `CapabilityModule`) says what it is; the others are of the kinds `Capability`, `Theme`,
    `Evidence`, `Measure` and `Scenario`, called after their files, in any folders below.
    """

    name: str
    folder: Path

    @classmethod
    def from_folder(cls, name: str, folder: Path) -> CapabilityModule:
        """The module called `name` whose YAML files lie in `folder`."""
        return cls(name, folder)

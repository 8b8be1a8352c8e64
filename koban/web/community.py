"""One served community in memory: its bundle, and what is derived from it once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from koban.model.base import say
from koban.model.bundle import Bundle, BundleFeature, BundleForce
from koban.model.community import CommunitySpec
from koban.model.unit import Unit
from koban.plugin.declare import Feature
from koban.plugin.registry import Registry
from koban.web.names import PLAIN, Names
from koban.web.outline import Outline, outline_of
from koban.web.staffing import Hours
from koban.web.tokens import Theme, theme_of


class MissingFeatureError(Exception):
    """A bundle asks for a feature that is not installed here."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One feature that is on, under the name by which the community calls it."""

    name: str
    feature: Feature
    config: Any
    plugin: str
    used: BundleFeature


@dataclass(frozen=True)
class Community:
    """A bundle at hand. `blob` reads the files and form definitions that it names."""

    uid: str
    digest: str
    bundle: Bundle
    instances: Mapping[str, Instance]
    blob: Callable[[str], bytes | None]
    origin: str
    """Such as `http://riverside.localhost:8700`; links are built from it, never from a request."""
    desk_origin: str
    names: Names = PLAIN
    """What instances were called before, and what their data is kept under."""

    @property
    def name(self) -> str:
        return self.bundle.name

    @property
    def spec(self) -> CommunitySpec:
        return self.bundle.spec

    @property
    def force(self) -> BundleForce:
        return self.bundle.force

    @property
    def unit(self) -> Unit | None:
        return self.bundle.spec.unit

    @property
    def languages(self) -> list[str]:
        return self.bundle.languages

    @property
    def area(self) -> dict[str, Any] | None:
        """The area's GeoJSON."""
        return self.bundle.area

    @cached_property
    def time_zone(self) -> ZoneInfo:
        return ZoneInfo(self.bundle.force.time_zone)

    @cached_property
    def hours(self) -> Hours:
        return Hours(self.unit.staffed_hours if self.unit else None, self.time_zone, self.force.country)

    @cached_property
    def theme(self) -> Theme:
        return theme_of(self.spec.app.colour, large_text=self.spec.app.large_text)

    @cached_property
    def outline(self) -> Outline | None:
        """The area's outline, for drawing."""
        return outline_of(self.bundle.area) if self.bundle.area else None

    def title(self, language: str) -> str:
        """The community's name in `language`."""
        return say(self.spec.title, language, self.languages[0])

    def app_name(self, language: str) -> str:
        """The app's name on a phone's home screen."""
        return (
            say(self.spec.app.name, language, self.languages[0])
            if self.spec.app.name
            else self.title(language)
        )

    def file(self, path: str) -> bytes:
        """A file of the deployment. Raises KeyError if the bundle names no such file."""
        body = self.blob(self.bundle.files[path])
        if body is None:
            raise KeyError(path)
        return body

    def form(self, digest: str) -> dict[str, Any] | None:
        """A form definition that this bundle uses, or None."""
        if not any(digest in instance.used.forms.values() for instance in self.instances.values()):
            return None
        body = self.blob(digest)
        return json.loads(body) if body is not None else None


def load_community(
    uid: str,
    digest: str,
    body: bytes,
    registry: Registry,
    blob: Callable[[str], bytes | None],
    origins: Callable[[str, Sequence[str]], tuple[str, str]],
    names: Names = PLAIN,
) -> Community:
    """Parse a bundle and read its features' settings with the features that are installed here.

    `origins` are those of its app and its desk, by the name and the domains that stand in the bundle.

    Raises MissingFeatureError or pydantic.ValidationError where this host cannot serve it.
    """
    bundle = Bundle.model_validate_json(body)
    instances: dict[str, Instance] = {}
    for name, used in bundle.features.items():
        contributed = registry.features.get(used.uses)
        if contributed is None:
            raise MissingFeatureError(
                f'the feature "{used.uses}" of {used.plugin} is not installed on this host'
            )
        feature = contributed.value
        config = feature.read_settings(used.config)
        instances[name] = Instance(name, feature, config, contributed.plugin, used)
    return Community(
        uid, digest, bundle, instances, blob, *origins(bundle.name, bundle.spec.app.domains), names
    )

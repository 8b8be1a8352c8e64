"""A community's capabilities as one visitor is shown them today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from koban.capability.accounts.voice import Voice
from koban.capability.gap import Gap, find_gaps
from koban.capability.picture import Picture, picture_of
from koban.web.visit import Visit


@dataclass(frozen=True)
class View:
    """One visit's picture."""

    visit: Visit

    @cached_property
    def picture(self) -> Picture:
        """All that gaps are reckoned from."""
        instances = self.visit.community.instances.items()
        collecting = frozenset(name for name, instance in instances if instance.feature.collects)
        return picture_of(self.visit.community.bundle, collecting)

    @property
    def today(self) -> date:
        """The day in the force's time zone."""
        return self.visit.now.date()

    @property
    def voice(self) -> Voice:
        """Says texts in the visitor's language."""
        return Voice(self.visit.language, self.visit.first_language)

    @cached_property
    def gaps(self) -> Mapping[str, Gap]:
        """Capability -> its gap, in order of priority."""
        return {gap.capability: gap for gap in find_gaps(self.picture, today=self.today)}

    def title(self, name: str) -> str:
        """What a capability is called."""
        return self.voice.title(self.picture.capability(name), name)

    def who(self, body: str) -> str:
        """`officers`, `unit`, a partner or `partners.NAME`, as people call them."""
        visit = self.visit
        if body == "officers":
            return visit._("officers")
        if body == "unit" and visit.unit is not None:
            return visit.say(visit.unit.name)
        partner = visit.community.spec.partners.get(body.removeprefix("partners."))
        return visit.say(partner.title) if partner is not None else body.replace("-", " ")

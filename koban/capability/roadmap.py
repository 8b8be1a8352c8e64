"""The roadmap: a community's measures in the order in which they can be done, with when each begins and works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import TopologicalSorter
from typing import Literal

from koban.capability.picture import Picture
from koban.model.community import Measure
from koban.model.duration import seconds

State = Literal["done", "late", "running", "planned", "undated"]


@dataclass(frozen=True, slots=True)
class Item:
    """One measure on the way."""

    name: str
    measure: Measure
    start: date | None
    """When it begins: as it says, or when all that comes before it is done."""
    end: date | None
    """When it is to work: its due day, or its start and its lead time."""
    after: tuple[str, ...]
    clash: bool
    """Whether it says that it begins before something that it needs is done, or is due before it can have begun or worked."""

    def state(self, today: date) -> State:
        """Where it stands on a day."""
        if self.measure.done is not None:
            return "done"
        if self.end is not None and self.end < today:
            return "late"
        if self.start is None and self.end is None:
            return "undated"
        return "running" if self.start is not None and self.start <= today else "planned"


def plan_roadmap(picture: Picture) -> list[Item]:
    """Every measure but those that say that nothing is done, those that come first at the top."""
    measures = {name: one for name, one in picture.spec.measures.items() if one.kind != "nothing"}
    order = TopologicalSorter(
        {name: [one for one in measure.after if one in measures] for name, measure in measures.items()}
    )
    items: dict[str, Item] = {}
    for name in order.static_order():
        items[name] = _item(name, measures[name], items, picture)
    return _in_order(items)


def _in_order(items: dict[str, Item]) -> list[Item]:
    """By when they begin; what another waits for stands before it, even where nobody has said when."""
    places = {name: index for index, name in enumerate(items)}
    days = {name: one.start or one.end or date.max for name, one in items.items()}
    for name in reversed(items):
        for before in items[name].after:
            if before in days:
                days[before] = min(days[before], days[name])
    return sorted(items.values(), key=lambda one: (days[one.name], places[one.name]))


def _item(name: str, measure: Measure, before: Mapping[str, Item], picture: Picture) -> Item:
    ends = [before[one].end for one in measure.after if one in before]
    known = [end for end in ends if end is not None]
    ready = max(known) if known and len(known) == len(ends) else None
    start = measure.start or (ready + timedelta(days=1) if ready else None)
    lead = measure.lead or picture.known.measures.get(measure.option or "", {}).get("lead")
    works = start + timedelta(days=seconds(lead).days) if start and lead else None
    end = measure.done or measure.due or works
    clash = bool(
        (ready and measure.start and measure.start <= ready)
        or (measure.due and ((start and measure.due < start) or (works and measure.due < works)))
    )
    return Item(name, measure, start, end, tuple(measure.after), clash and measure.done is None)

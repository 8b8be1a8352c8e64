"""How far a change reaches: one table, the first row that fits decides. Of several changes the widest wins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from koban.model.duration import seconds
from koban.model.plan import ChangeClass
from koban.model.reach import Reach
from koban.plan.declared import declared
from koban.plan.difference import Difference
from koban.plan.pattern import match
from koban.plan.view import View, branch
from koban.plugin.declare import Contribution
from koban.plugin.registry import Registry

COSMETIC, SERVICE, DATA, DESTRUCTIVE = (Reach(one) for one in ChangeClass)


@dataclass(frozen=True, slots=True)
class Sides:
    """What is compared: both views, and what is installed."""

    before: View
    after: View
    registry: Registry | None = None

    def contribution(self, kind: str, instance: str) -> Contribution | None:
        """The feature or connector behind an instance, if it is installed."""
        use = branch(self.after, (kind, instance)) or branch(self.before, (kind, instance)) or {}
        if self.registry is None:
            return None
        installed = self.registry.features if kind == "features" else self.registry.connectors
        found = installed.get(use.get("uses", ""))
        return found.value if found else None


Judge = Callable[[Difference, Sides], ChangeClass]


def widest(classes: Iterable[ChangeClass]) -> ChangeClass:
    """The widest of `classes`; of none, the narrowest there is."""
    return max(classes, key=lambda one: one.width, default=ChangeClass.COSMETIC)


def class_of(difference: Difference, sides: Sides) -> ChangeClass:
    """How far one difference reaches. What no row of the table names is a matter of service."""
    if difference.reordered:
        return ChangeClass.COSMETIC
    for pattern, reach in TABLE:
        found = match(pattern, difference.steps)
        if found is None:
            continue
        if not isinstance(reach, Reach):
            return reach(difference, sides)
        if found[1]:
            return ChangeClass(reach.changed)
        return reach.of(difference.before, difference.after)
    return ChangeClass.SERVICE


def _instance(difference: Difference, sides: Sides) -> ChangeClass:
    """A function or outside data that comes or goes; what collects personal data is a matter of data."""
    kind, name, *below = difference.steps
    if below:
        return ChangeClass.SERVICE
    if difference.after is None:
        return ChangeClass.DESTRUCTIVE
    contribution = sides.contribution(kind, name)
    # What is not installed here cannot say what it collects: the wider one.
    collects = contribution is None or bool(contribution.collects)
    return ChangeClass.DATA if collects else ChangeClass.SERVICE


def _setting(difference: Difference, sides: Sides) -> ChangeClass:
    """A setting: the feature or connector says how far its change reaches."""
    kind, name, _, *steps = difference.steps
    contribution = sides.contribution(kind, name)
    if contribution is None or not steps:
        return ChangeClass.SERVICE
    said = declared(contribution, tuple(steps), SERVICE)
    reach = said.reach.of(difference.before, difference.after, said.order)
    if said.reference == "purpose" and _kept_shorter(difference, sides):
        return ChangeClass.DESTRUCTIVE
    return reach


def _kept_shorter(difference: Difference, sides: Sides) -> bool:
    """Whether another purpose means that what people send is kept for a shorter time."""
    before = _retention(sides.before, difference.before)
    after = _retention(sides.after, difference.after)
    return before is not None and after is not None and seconds(after) < seconds(before)


def _retention(side: View, purpose: Any) -> str | None:
    found = branch(side, ("force", "purposes", str(purpose), "retention"))
    return found if isinstance(found, str) else None


def _file(difference: Difference, sides: Sides) -> ChangeClass:
    """The content of a file: a picture is looked at, everything else is read or served."""
    icons = {branch(side, ("app", "icon")) for side in (sides.before, sides.after)}
    return ChangeClass.COSMETIC if difference.steps[1] in icons else ChangeClass.SERVICE


Row = tuple[str, Reach | Judge]
TABLE: tuple[Row, ...] = (
    # Texts, colour, icon, order, picture.
    ("title", COSMETIC),
    ("summary", COSMETIC),
    ("context", COSMETIC),
    ("app.domains", SERVICE),
    ("app", COSMETIC),
    ("known", COSMETIC),
    ("files.{file}", _file),
    # Where, when and by whom people are served.
    ("name", SERVICE),
    ("languages", SERVICE),
    ("declared", SERVICE),
    ("theme", SERVICE),
    ("area", SERVICE),
    ("unit", SERVICE),
    ("needs", SERVICE),
    ("capabilities", SERVICE),
    ("measures", SERVICE),
    ("framework", SERVICE),
    # What is decided, shared and promised about data.
    ("partners.{partner}.title", COSMETIC),
    ("partners", DATA),
    ("decisions", DATA),
    ("privacy", DATA),
    ("channels", DATA),
    # Functions of the app and outside data. What they say of their settings themselves holds for those.
    ("features.{feature}.with", _setting),
    ("features.{feature}.uses", DESTRUCTIVE),
    ("features.{feature}.forms", DATA),
    ("features.{feature}.movedFrom", SERVICE),
    ("features.{feature}.plugin", SERVICE),
    ("features.{feature}", _instance),
    ("connectors.{connector}.with", _setting),
    ("connectors.{connector}.uses", DESTRUCTIVE),
    ("connectors.{connector}.plugin", SERVICE),
    ("connectors.{connector}.every", SERVICE),
    ("connectors.{connector}.cron", SERVICE),
    ("connectors.{connector}.secrets", SERVICE),
    ("connectors.{connector}", _instance),
    # The force: what it keeps, and the guards that hold for every change.
    ("force.purposes.{purpose}.retention", Reach("data", lower="destructive")),
    ("force.purposes.{purpose}", Reach("data", removed="destructive")),
    ("force.controllers", DATA),
    ("force.roles", DESTRUCTIVE),
    ("force.approvals", DESTRUCTIVE),
    ("force.limits", DESTRUCTIVE),
    ("force.policies", DESTRUCTIVE),
    ("force.name", DESTRUCTIVE),
    ("force.title", COSMETIC),
    ("force", SERVICE),
)
"""Path -> how far a change at or below it reaches."""

"""What stands in the navigation of an app and of a desk, from the features that are on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from koban.plugin.declare import Feature, Screen

if TYPE_CHECKING:
    from koban.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Item:
    """One entry; `current` is True on its page and on the pages below it that have no nearer entry."""

    title: str
    href: str
    icon: str
    current: bool


def navigation_of(visit: Visit) -> list[Item]:
    """The entries for this visit, in the order in which the community shows its features."""
    desk = visit.kind == "desk"
    items = [] if desk else [Item(visit._("Home"), "/", "home", visit.path == "/")]
    for name, instance in visit.community.instances.items():
        for screen in shown(instance.feature, desk=desk):
            href = visit.url(screen.path, name)
            title = visit.say(_title(visit, name, screen))
            items.append(Item(title, href, screen.icon, visit.path == href or _below(visit.path, href)))
    nearest = max((item.href for item in items if item.current), key=len, default="")
    return [replace(item, current=item.href == nearest) for item in items]


def shown(feature: Feature, *, desk: bool) -> list[Screen]:
    """The screens of `feature` that stand in the navigation; a path with a parameter never does."""
    screens = feature.desk_screens if desk else feature.screens
    return [screen for screen in screens if screen.navigation and "{" not in screen.path]


def _below(path: str, href: str) -> bool:
    return path.startswith(href.rstrip("/") + "/")


def _title(visit: Visit, name: str, screen: Screen) -> dict[str, str]:
    own = getattr(visit.community.instances[name].config, "title", None)
    return (
        dict(own)
        if isinstance(own, dict) and screen.path == "" and visit.kind != "desk"
        else dict(screen.title)
    )

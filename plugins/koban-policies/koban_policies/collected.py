"""What a deployment collects about people, who gets it and how long it is kept, so that two can be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from koban.api import Deployment, seconds

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is collected, or one way in which it is used."""

    key: tuple[str, ...]
    """Names it. Of two items one of which holds the other, the inner one's key begins with the outer one's."""
    words: str
    """As it stands behind "new:"."""
    path: Path
    """Where it stands in the community's manifest, or the nearest to it."""


def collected(deployment: Deployment, asking_the_same: Collection[str] = ()) -> Iterator[Item]:
    """Everything that could be more than before, outer things first; of features in `asking_the_same` not what they ask."""
    for name, connector in deployment.connectors.items():
        if connector.declared is not None and connector.declared.collects:
            yield Item(
                ("connector", name, connector.uses), f'data about people from "{name}"', ("connectors", name)
            )
    for name in _collecting(deployment):
        path: Path = ("features", name)
        yield Item(("feature", name, deployment.features[name].uses), f'what people give to "{name}"', path)
        if name not in asking_the_same:
            yield from _asked(deployment, name)
    for partner, its in deployment.spec.partners.items():
        for category in its.receives:
            path = ("partners", partner, "receives")
            yield Item(("receives", partner, category), f'"{category}" goes to "{partner}"', path)
    for purpose in sorted(purposes(deployment)):
        yield Item(("purpose", purpose), f'data for the purpose "{purpose}"', ("privacy",))
        for reader in deployment.force.purposes[purpose].readers:
            words = f'"{reader}" reads data for "{purpose}"'
            yield Item(("purpose", purpose, reader), words, ("privacy",))


def kept_longer(before: Deployment, after: Deployment) -> Iterator[Item]:
    """The purposes of both whose data is kept for longer than before."""
    for name in sorted(purposes(before) & purposes(after)):
        old, new = before.force.purposes[name].retention, after.force.purposes[name].retention
        if seconds(new) > seconds(old):
            words = f'data for "{name}" is kept for {new} instead of {old}'
            yield Item(("retention", name), words, ("privacy",))


def purposes(deployment: Deployment) -> set[str]:
    """The force's purposes that what is on collects data for: declared by a feature, or named in its settings."""
    found: set[str] = set()
    for name in _collecting(deployment):
        feature = deployment.features[name]
        for item in feature.declared.collects if feature.declared else ():
            found |= {item.purpose} if item.purpose != "*" else set(_named(feature.settings))
    return found & deployment.force.purposes.keys()


def _collecting(deployment: Deployment) -> list[str]:
    return [
        name
        for name, one in deployment.features.items()
        if one.declared is not None and one.declared.collects
    ]


def _asked(deployment: Deployment, feature: str) -> Iterator[Item]:
    for form, definition in (deployment.features[feature].forms() or {}).items():
        key = ("feature", feature, deployment.features[feature].uses, form)
        path: Path = ("features", feature, "with", "categories", form)
        yield Item(key, f'"{form}" of "{feature}"', path)
        for question in definition.get("ask") or {}:
            words = f'the question "{question}" of "{form}"'
            yield Item((*key, "ask", question), words, (*path, "ask", question))
        for taken in ("photo", "place"):
            if definition.get(taken) is True:
                yield Item((*key, taken), f'a {taken} with "{form}"', (*path, taken))
        if definition.get("anonymous") not in {None, "always"}:
            yield Item((*key, "name"), f'names with "{form}"', (*path, "anonymous"))


def _named(value: Any) -> Iterator[str]:
    """Every `purpose` in a feature's settings."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "purpose" and isinstance(inner, str):
                yield inner
            else:
                yield from _named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)

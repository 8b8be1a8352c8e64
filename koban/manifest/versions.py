"""The versions of the manifest language: which one is current, and what changed since older ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from koban.diagnostics.diagnostic import Diagnostic, Related, Severity
from koban.manifest.node import Node
from koban.manifest.steps import Place, migrate, without_prefix
from koban.model.migration import Step

CURRENT = "koban/v1"


@dataclass(frozen=True, slots=True)
class Older:
    """A version that is still read."""

    next: str
    """The version after it."""
    steps: Mapping[str, tuple[Step, ...]]
    """Kind of manifest -> what changed on the way to `next`, with paths from the top of the document."""


OLDER: dict[str, Older] = {}
"""Older version -> what leads on from it. Empty as long as there was no other version than the current one."""


def known_versions() -> tuple[str, ...]:
    """All versions that are read."""
    return (*OLDER, CURRENT)


def version_of(node: Node) -> str | None:
    """The older version that a document is written in, or None."""
    found = node.get("apiVersion")
    return (
        found.value if found is not None and isinstance(found.value, str) and found.value in OLDER else None
    )


def steps_since(version: str, kind: str) -> tuple[Step, ...]:
    """Everything that changed for manifests of `kind` since `version`, in order."""
    steps: list[Step] = []
    while version in OLDER:
        steps += OLDER[version].steps.get(kind, ())
        version = OLDER[version].next
    return tuple(steps)


def steps_for_texts(version: str) -> tuple[Step, ...]:
    """The same for the texts of a community, which stand under the keys of its `spec`."""
    return without_prefix(steps_since(version, "Community"), "spec")


def to_current(node: Node, kind: str) -> tuple[Node, list[Diagnostic]]:
    """A manifest of `kind` as it would be written in the current version, and a warning if it is not."""
    version = version_of(node)
    if version is None:
        return node, []
    written = node.value["apiVersion"]
    found = [
        Diagnostic(
            "KB222",
            f"this manifest is written in {version}; the current version is {CURRENT}",
            written.span,
            Severity.WARNING,
            help="`koban migrate` rewrites it",
        )
    ]
    migrated, done = migrate(node, steps_since(version, kind))
    found += [both_names(place) for place in done if place.taken is not None]
    value = {**migrated.value, "apiVersion": Node(CURRENT, written.span)}
    return Node(value, migrated.span, migrated.keys), found


def both_names(place: Place) -> Diagnostic:
    """The diagnostic for a field that stands under its old name and under its new one."""
    old, new = place.path[-1], ".".join(map(str, place.target[-2:]))
    related = (Related(place.taken, "the new one is here"),) if place.taken is not None else ()
    message = f'"{old}" is the old name of "{new}", and both are there'
    return Diagnostic("KB224", message, place.key, help="keep the new one", related=related)

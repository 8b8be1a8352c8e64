"""Brings settings that are written for an older version of their plugin up to date before they are checked, with a warning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from koban.diagnostics.diagnostic import Diagnostic, Fix, Severity
from koban.manifest.layout import COMMUNITY_FILE, is_overlay
from koban.manifest.node import Node
from koban.manifest.slip import replacing
from koban.manifest.steps import Place, migrate, new_value
from koban.manifest.versions import both_names
from koban.manifest.wording import shown
from koban.model.migration import Move, Remove, Rename
from koban.plugin.declare import Contribution
from koban.plugin.registry import Contributed, Registry


def with_current_settings(spec: Node, registry: Registry) -> tuple[Node, list[Diagnostic]]:
    """A merged `spec` with all settings (`with:`) as their plugins want them now."""
    found: list[Diagnostic] = []
    value = dict(spec.value)
    for kind, known in (("features", registry.features), ("connectors", registry.connectors)):
        entries = spec.get(kind)
        if entries is not None and isinstance(entries.value, dict):
            value[kind] = Node(
                {name: _use(name, use, known, found) for name, use in entries.value.items()},
                entries.span,
                entries.keys,
            )
    return Node(value, spec.span, spec.keys), found


def _use(name: str, use: Node, known: Mapping[str, Contributed[Any]], found: list[Diagnostic]) -> Node:
    uses, settings = use.get("uses"), use.get("with")
    given = known.get(str(uses.value) if uses is not None else name)
    if given is None or settings is None:
        return use
    contribution: Contribution = given.value
    if not contribution.migrations:
        return use
    migrated, done = migrate(settings, contribution.migrations)
    found += [_told(place, given.plugin) for place in done]
    return Node({**use.value, "with": migrated}, use.span, use.keys)


def _told(place: Place, plugin: str) -> Diagnostic:
    if place.taken is not None:
        return both_names(place)
    return Diagnostic(
        "KB223",
        _message(place, plugin),
        place.key,
        Severity.WARNING,
        help="`koban migrate` rewrites it",
        fix=_fix(place),
    )


def _message(place: Place, plugin: str) -> str:
    step, name = place.step, place.path[-1]
    if isinstance(step, Rename):
        return f'"{name}" is called "{step.to}" now in the settings of {plugin}'
    if isinstance(step, Move):
        return f'"{name}" belongs at "{".".join(map(str, place.target))}" now in the settings of {plugin}'
    if isinstance(step, Remove):
        return f'"{name}" is no setting of {plugin} any more: {step.reason}'
    new = new_value(step, place.node.value)
    return f"{shown(place.node)} is written {shown(new)} now in the settings of {plugin}"


def _fix(place: Place) -> Fix | None:
    """The edit for a new name, in the community's own manifest and where no texts in other languages name the old one."""
    step, name = place.step, str(place.path[-1])
    own = place.key.file.endswith(f"/{COMMUNITY_FILE}")
    if not isinstance(step, Rename) or not own or any(map(is_overlay, _files(place.node))):
        return None
    return replacing(place.key, name, step.to)


def _files(node: Node) -> Iterator[str]:
    yield node.span.file
    if isinstance(node.value, dict | list):
        for child in node.value.values() if isinstance(node.value, dict) else node.value:
            yield from _files(child)

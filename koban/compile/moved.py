"""`features.<name>.movedFrom`: which old names an instance cannot have had. What its data is kept under is the store's matter."""

from __future__ import annotations

from collections.abc import Iterator

from koban.compile.findings import Findings
from koban.compile.functions import entries_on
from koban.diagnostics.diagnostic import Related
from koban.manifest.node import Node
from koban.plugin.registry import Registry

_FIELD = "movedFrom"


def check_moved_instances(node: Node, registry: Registry, findings: Findings) -> None:
    """Find what is wrong with the old names of the features that are on."""
    on = {name: uses for name, uses, _ in entries_on(node, "features")}
    first: dict[str, str] = {}
    for name, old in _moved(node):
        path = ("features", name, _FIELD)
        if old == name:
            message = f'"{name}" says that it was called "{name}" before'
            findings.error("KB360", path, message, help=f"write the old name, or delete `{_FIELD}`")
        elif old in on:
            message = f'"{name}" says that it was called "{old}" before, and "{old}" is there too'
            cure = f"delete `{_FIELD}` if they are two; if it was renamed, take the other away with `{old}: null`"
            here = findings.span(("features", old), key=True)
            findings.error("KB363", path, message, help=cure, related=[Related(here, f'"{old}" is on')])
        elif old in first:
            message = f'"{first[old]}" and "{name}" both say that they were called "{old}" before'
            cure = f"only one of them can have its data: delete `{_FIELD}` from the other"
            there = findings.span(("features", first[old], _FIELD))
            findings.error(
                "KB361", path, message, help=cure, related=[Related(there, f'"{first[old]}" says so too')]
            )
        elif old in registry.features and old != on[name]:
            message = f'"{name}" is a "{on[name]}", and "{old}", which it was called before, is the name of another feature'
            cure = f"data comes along only if that was a {on[name]} too; if not, delete `{_FIELD}`"
            findings.warning("KB365", path, message, help=cure)
        first.setdefault(old, name)


def _moved(node: Node) -> Iterator[tuple[str, str]]:
    for name, _, use in entries_on(node, "features"):
        old = use.get(_FIELD)
        if old is not None and isinstance(old.value, str):
            yield name, old.value

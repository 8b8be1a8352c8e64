"""A force's limits: what a value in a merged manifest may be at most or at least. Nothing passes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from koban.compile.findings import Findings
from koban.diagnostics.diagnostic import Related
from koban.manifest.node import Node
from koban.model.duration import PATTERN, seconds, staffed_days
from koban.model.force import Limit

Path = tuple[str | int, ...]
Bound = float | str


@dataclass(frozen=True, slots=True)
class Passed:
    """A value that is beyond a limit, or cannot be compared with it."""

    path: Path
    value: Any
    limit: str
    """The limit's own path, with its stars."""
    words: str
    """What is wrong, without the name of the field."""


def limits_passed(document: Any, limits: Mapping[str, Limit]) -> Iterator[Passed]:
    """Every value in `document`, a spec as manifests write it, that is not within `limits`."""
    for pattern, limit in limits.items():
        for path, value in _at(document, tuple(pattern.split(".")), ()):
            words = _compare(value, limit)
            if words:
                yield Passed(path, value, pattern, words)


def check_limits(
    document: Any, limits: Mapping[str, Limit], force_node: Node | None, findings: Findings
) -> None:
    """An error for each value in `document` that passes a limit of the force, at the line that says so."""
    for passed in limits_passed(document, limits):
        place = force_node.get("limits", passed.limit) if force_node else None
        findings.error(
            "KB407",
            passed.path,
            f'"{passed.path[-1]}" {passed.words}',
            help="choose a value within the limit; only the force itself can change the limit",
            related=[Related(place.span, "the force's limit stands here")] if place else [],
        )


def _at(value: Any, steps: tuple[str, ...], path: Path) -> Iterator[tuple[Path, Any]]:
    if not steps:
        yield path, value
        return
    step, *rest = steps
    if isinstance(value, Mapping):
        for key in value if step == "*" else (step,):
            if key in value:
                yield from _at(value[key], tuple(rest), (*path, key))
    elif isinstance(value, list) and step == "*":
        for index, item in enumerate(value):
            yield from _at(item, tuple(rest), (*path, index))


def _compare(value: Any, limit: Limit) -> str:
    if value is None:
        return ""
    for bound, sign, words in ((limit.max, 1, "at most"), (limit.min, -1, "at least")):
        if bound is None:
            continue
        order = _order(value, bound)
        if order is None:
            return f"is {value}, which cannot be compared with the force's limit, {words} {_shown(bound)}"
        if order * sign > 0:
            return f"is {_shown(value)}, and the force allows {words} {_shown(bound)}"
    return ""


def _shown(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _order(value: Any, bound: Bound) -> int | None:
    """-1, 0 or 1, or None for what has no order: staffed days and hours of the clock, a text and a number."""
    pair = _comparable(value, bound)
    return None if pair is None else (pair[0] > pair[1]) - (pair[0] < pair[1])


def _comparable(value: Any, bound: Bound) -> tuple[float, float] | None:
    if isinstance(value, int | float) and isinstance(bound, int | float) and not isinstance(value, bool):
        return float(value), float(bound)
    if not (isinstance(value, str) and isinstance(bound, str) and re.match(PATTERN, value)):
        return None
    left, right = staffed_days(value), staffed_days(bound)
    if left is not None and right is not None:
        return float(left), float(right)
    if left is None and right is None:
        return seconds(value).total_seconds(), seconds(bound).total_seconds()
    return None

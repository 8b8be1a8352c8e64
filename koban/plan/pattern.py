"""Paths that stand for many: `partners.{partner}.may` names one step and leaves it open."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from koban.plan.difference import Steps

Names = Mapping[str, int]
"""What an open step is called -> which step it is."""


def match(pattern: str, steps: Steps) -> tuple[Names, int] | None:
    """The open steps of `pattern` and how many steps of `steps` lie below it, or None if it leads elsewhere."""
    parts, names = _parts(pattern)
    if len(parts) > len(steps) or any(
        part is not None and part != step for part, step in zip(parts, steps, strict=False)
    ):
        return None
    return names, len(steps) - len(parts)


@cache
def _parts(pattern: str) -> tuple[tuple[str | None, ...], Names]:
    """Each step, None where it is open."""
    written = pattern.split(".")
    parts = tuple(None if part.startswith("{") else part for part in written)
    return parts, {part[1:-1]: place for place, part in enumerate(written) if part.startswith("{")}

"""What differs between two JSON values, field by field. Knows nothing of what the fields mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Steps = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, before and after. `None` stands for absent."""

    steps: Steps
    """The keys that lead to it."""
    before: Any
    after: Any
    reordered: bool = False
    """Only the order of a map's entries differs; then both values list its keys."""

    @property
    def path(self) -> str:
        """The keys with dots between them."""
        return ".".join(self.steps)


def differences(before: Any, after: Any, steps: Steps = ()) -> Iterator[Difference]:
    """Each field whose value, presence or order differs; a whole branch that comes or goes is one difference."""
    # 1, 1.0 and true are equal in Python and three different things in JSON, and so are 0.0 and -0.0 and two orders.
    maps = isinstance(before, dict) and isinstance(after, dict)
    # Two whole maps are hardly ever the same: looking at them twice takes a third of the time of a plan.
    if (steps or not maps) and repr(before) == repr(after):
        return
    if maps:
        yield from _maps(before, after, steps)
    else:
        yield Difference(steps, before, after)


def _maps(before: dict[str, Any], after: dict[str, Any], steps: Steps) -> Iterator[Difference]:
    old_order = [key for key in before if key in after]
    new_order = [key for key in after if key in before]
    if old_order != new_order:
        yield Difference(steps, old_order, new_order, reordered=True)
    for key in dict.fromkeys((*before, *after)):
        here = (*steps, key)
        if key in before and key in after:
            yield from differences(before[key], after[key], here)
        elif key in before:
            yield Difference(here, before[key], None)
        else:
            yield Difference(here, None, after[key])

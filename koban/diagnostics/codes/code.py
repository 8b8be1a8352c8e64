"""The shape of one code's explanation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem. The examples are lines of a file as people would write them."""

    title: str
    explanation: str
    bad: str = ""
    """Gives exactly this code. Empty where no few lines can show it."""
    good: str = ""
    """The same without the problem."""
    file: str = "spec"
    """Where the examples stand: below `spec:` of a community (`spec`), or a whole file by its path in the workspace."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Other files that the examples need: path -> text; for a force's manifest, fields of its `spec`."""

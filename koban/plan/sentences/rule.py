"""One row of the tables: a path, and what is said when the field there comes, goes or changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Sentences in English, whole and without a final stop, marked with `phrase`.

    `{before}` and `{after}` are the values, `{items}` what comes into or leaves a list, `{partner}` and the like what
    people call the open step of that name in `at`.
    """

    at: str
    """The path, with open steps in braces."""
    deep: bool = False
    """Whether it speaks for all that lies below the path too."""
    kind: str = ""
    """What kind of thing the value names, such as `purpose`; empty for a plain value."""
    comes: str = ""
    goes: str = ""
    changes: str = ""
    always: str = ""
    """Whatever happens, where nothing else is given for it."""
    becomes: Mapping[Any, str] = field(default_factory=dict)
    """A value, or a pair of the one before and the one after -> what is said."""
    gains: str = ""
    loses: str = ""
    order: str = ""
    deeper: tuple[str, ...] = ()
    """Keys of an entry that comes or goes whose own sentences are told as well."""

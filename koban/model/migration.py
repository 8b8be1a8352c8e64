"""What changed between two versions of a manifest's or a plugin's fields, as data: steps that anybody can read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

Scalar = str | int | float | bool | None

ANY = "*"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_PATH = re.compile(r"(?:\*|[A-Za-z][A-Za-z0-9-]*)(?:\.(?:\*|[A-Za-z][A-Za-z0-9-]*))*")


def _require(path: str, *, key: bool) -> None:
    if not _PATH.fullmatch(path) or (key and path.endswith(ANY)):
        raise ValueError(
            f"{path!r} is no path of names with dots between them, such as features.*.with.answer"
        )


@dataclass(frozen=True, slots=True)
class Rename:
    """The field at `path` is called `to` now. `*` in a path stands for any entry of a map or list."""

    path: str
    to: str

    def __post_init__(self) -> None:
        """Refuse what is no path. Raises ValueError."""
        _require(self.path, key=True)
        if not _NAME.fullmatch(self.to):
            raise ValueError(f"{self.to!r} cannot be a field's name")


@dataclass(frozen=True, slots=True)
class Move:
    """The field at `path` belongs at `to` now, as the last entry there. The stars of both mean the same entries."""

    path: str
    to: str

    def __post_init__(self) -> None:
        """Refuse what is no path. Raises ValueError."""
        _require(self.path, key=True)
        _require(self.to, key=True)
        if self.path.split(".").count(ANY) != self.to.split(".").count(ANY):
            raise ValueError(f"{self.path!r} and {self.to!r} have not the same number of stars")


@dataclass(frozen=True, slots=True)
class Remove:
    """There is no field at `path` any more."""

    path: str
    reason: str
    """Why, and what to use instead; shown to people."""

    def __post_init__(self) -> None:
        """Refuse what is no path. Raises ValueError."""
        _require(self.path, key=True)


@dataclass(frozen=True, slots=True)
class MapValues:
    """What stands at `path` is written in another way now: old value -> new one. Others stay."""

    path: str
    values: Mapping[Scalar, Scalar]

    def __post_init__(self) -> None:
        """Refuse what is no path, and new values that are old ones too: those would change again. Raises ValueError."""
        _require(self.path, key=False)
        for new in self.values.values():
            if any(type(new) is type(old) and new == old for old in self.values):
                raise ValueError(f"{new!r} is a new value and an old one")

    def __hash__(self) -> int:
        """Hash by path: a map of values has no hash of its own."""
        return hash(self.path)


Step = Rename | Move | Remove | MapValues
STEPS = (Rename, Move, Remove, MapValues)

"""A word that was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_LISTED = 20
_LONGEST = 60
_SEPARATORS = re.compile("[-_ ]")


def meant(word: object, known: Iterable[str]) -> str | None:
    """The nearest of `known`, if it is near."""
    return _nearest(str(word).lower()[:100], tuple(known))


@lru_cache(maxsize=1024)
def _nearest(word: str, names: tuple[str, ...]) -> str | None:
    # Whoever copies a manifest copies its slip: the same word is looked up a thousand times.
    lower = {name.lower(): name for name in reversed(names)}
    near = get_close_matches(word, list(lower), n=1, cutoff=0.6)
    return lower[near[0]] if near else None


def certain(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` can only be a slip of the pen for: few letters off, and no other so near."""
    return _only_one(word, frozenset(known)) if len(word) <= _LONGEST else None


@lru_cache(maxsize=1024)
def _only_one(word: str, names: frozenset[str]) -> str | None:
    written = _bare(word)
    same = [name for name in names if _bare(name) == written]
    near = same or [name for name in names if _slips(_bare(name), written) <= _allowed(written)]
    return near[0] if len(near) == 1 and near[0] == meant(word, sorted(names)) else None


def _bare(word: str) -> str:
    return _SEPARATORS.sub("", word.lower())


def _allowed(word: str) -> int:
    """How many slips a word of this length may hold: another short word is soon only a letter away."""
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2


def _slips(one: str, other: str) -> int:
    """Letters too few, too many, wrong, or swapped with their neighbour (optimal string alignment)."""
    if abs(len(one) - len(other)) > 2:
        return 3
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """`did you mean "report"?` for the nearest of `known`, or nothing."""
    near = meant(word, known)
    return f'did you mean "{near}"?' if near else ""


def listed(names: Iterable[str]) -> str:
    """The names in a row, the first twenty of many."""
    sorted_names = sorted(names)
    more = len(sorted_names) - _LISTED
    row = ", ".join(sorted_names[:_LISTED])
    return f"{row} and {more} more" if more > 0 else row

"""A word that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_LISTED = 20


def meant(word: object, known: Iterable[str]) -> str | None:
    """The nearest of `known`, if it is near."""
    names = list(known)
    lower = {name.lower(): name for name in reversed(names)}
    near = get_close_matches(str(word).lower()[:100], list(lower), n=1, cutoff=0.6)
    return lower[near[0]] if near else None


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

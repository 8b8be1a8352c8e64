"""Estimates with intervals: medians, shares, and the difference between two of them. Pure arithmetic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, median

CONFIDENCE = 0.95
_TAILS = 40
"""One in so many lies beyond each end."""
_Z = NormalDist().inv_cdf(1 - 1 / _TAILS)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and the interval that holds what it stands for, in 95 of 100 such cases or more."""

    value: float
    low: float
    high: float
    n: int

    @property
    def interval(self) -> tuple[float, float]:
        """From where to where."""
        return self.low, self.high


def median_estimate(values: Sequence[float]) -> Estimate:
    """The median of at least six values, with the exact interval between two of them.

    How many of n values lie below the true median follows a binomial distribution with p = 1/2, whatever the values are
    like (W. J. Conover, Practical Nonparametric Statistics, 3rd edition 1999, section 3.2). Raises ValueError for fewer
    than six values: not even the smallest and the largest of five hold the median often enough.
    """
    ordered = sorted(values)
    place = _place(len(ordered))
    if place is None:
        raise ValueError("a median of fewer than six values has no interval")
    return Estimate(median(ordered), ordered[place], ordered[-1 - place], len(ordered))


def _place(n: int) -> int | None:
    """How many values lie outside the interval at each end, or None if even all of them are too few."""
    most, below, ways = 2**n // _TAILS, 0, 1
    for place in range(n // 2 + 1):
        below += ways
        if below > most:
            return place - 1 if place else None
        ways = ways * (n - place) // (place + 1)
    return None


def share_estimate(hits: int, n: int) -> Estimate:
    """`hits` of `n` in per cent, with the score interval of E. B. Wilson (Journal of the American Statistical Association
    22, 1927): it holds for few cases and for shares near 0 and 100 too. Raises ValueError for no cases."""
    if n < 1:
        raise ValueError("a share of nothing")
    share, square = hits / n, _Z**2
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _Z / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n**2))
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    high = 1.0 if hits == n else min(1.0, middle + half)
    return Estimate(100 * share, 100 * low, 100 * high, n)


def mean_estimate(parts: Sequence[Estimate]) -> Estimate:
    """The mean of independent estimates, each counting by its number of cases; the interval as in `difference`."""
    n = sum(one.n for one in parts)
    weights = [one.n / n for one in parts]
    value = sum(weight * one.value for weight, one in zip(weights, parts, strict=True))
    down = math.hypot(*(weight * (one.value - one.low) for weight, one in zip(weights, parts, strict=True)))
    up = math.hypot(*(weight * (one.high - one.value) for weight, one in zip(weights, parts, strict=True)))
    return Estimate(value, value - down, value + up, n)


def difference(before: Estimate, after: Estimate) -> Estimate:
    """`after` less `before`, with an interval made of both intervals, which need not be even on both sides.

    The method of variance estimates recovery (G. Y. Zou and A. Donner, Statistics in Medicine 27, 2008); of two Wilson
    intervals it makes R. G. Newcombe's interval of a difference of shares (Statistics in Medicine 17, 1998, method 10).
    """
    value = after.value - before.value
    down = math.hypot(after.value - after.low, before.high - before.value)
    up = math.hypot(after.high - after.value, before.value - before.low)
    return Estimate(value, value - down, value + up, before.n + after.n)

"""Intervals, held against reference libraries."""

from __future__ import annotations

import random
from statistics import median

import pytest
from scipy import stats
from statsmodels.stats import proportion

from koban.capability.estimate import (
    CONFIDENCE,
    Estimate,
    difference,
    mean_estimate,
    median_estimate,
    share_estimate,
)


@pytest.mark.parametrize("n", [6, 7, 9, 10, 11, 25, 60, 137, 999, 1000, 2501])
def test_a_median_has_the_interval_of_scipy(n: int) -> None:
    draw = random.Random(n)
    values = [draw.lognormvariate(3, 1) for _ in range(n)]
    found = median_estimate(values)
    wanted = stats.quantile_test(values, q=0, p=0.5).confidence_interval(CONFIDENCE)
    assert found.interval == (wanted.low, wanted.high)
    assert (found.value, found.n) == (median(values), n)


@pytest.mark.parametrize("n", range(6))
def test_few_values_have_no_interval(n: int) -> None:
    with pytest.raises(ValueError, match="fewer than six"):
        median_estimate([1.0] * n)


def test_the_interval_holds_the_median_as_often_as_it_says() -> None:
    for n in range(6, 200):
        outside = sorted(range(n)).index(int(median_estimate([float(i) for i in range(n)]).low))
        assert 1 - 2 * stats.binom.cdf(outside, n, 0.5) >= CONFIDENCE
        assert 1 - 2 * stats.binom.cdf(outside + 1, n, 0.5) < CONFIDENCE


@pytest.mark.parametrize(("hits", "n"), [(0, 10), (1, 10), (5, 10), (9, 10), (10, 10), (1, 1), (371, 1204)])
def test_a_share_has_the_interval_of_statsmodels(hits: int, n: int) -> None:
    low, high = proportion.proportion_confint(hits, n, alpha=1 - CONFIDENCE, method="wilson")
    found = share_estimate(hits, n)
    assert found.interval == pytest.approx((100 * low, 100 * high), abs=1e-9)
    assert found.value == pytest.approx(100 * hits / n)


def test_nothing_has_no_share() -> None:
    with pytest.raises(ValueError, match="nothing"):
        share_estimate(0, 0)


@pytest.mark.parametrize("counts", [(56, 70, 48, 80), (9, 10, 3, 10), (0, 20, 0, 10), (10, 10, 0, 20)])
def test_a_difference_of_shares_has_the_interval_of_statsmodels(counts: tuple[int, int, int, int]) -> None:
    after, of_after, before, of_before = counts
    low, high = proportion.confint_proportions_2indep(
        after, of_after, before, of_before, method="newcomb", compare="diff", alpha=1 - CONFIDENCE
    )
    found = difference(share_estimate(before, of_before), share_estimate(after, of_after))
    assert found.interval == pytest.approx((100 * low, 100 * high), abs=1e-6)
    assert found.value == pytest.approx(100 * (after / of_after - before / of_before))


def test_a_mean_of_one_is_itself_and_of_two_is_surer() -> None:
    one, other = Estimate(40.0, 30.0, 60.0, 10), Estimate(50.0, 40.0, 70.0, 30)
    assert mean_estimate([one]) == one
    both = mean_estimate([one, other])
    assert (both.value, both.n) == (47.5, 40)
    assert both.low == pytest.approx(47.5 - (2.5**2 + 7.5**2) ** 0.5)
    assert both.high == pytest.approx(47.5 + (5**2 + 15**2) ** 0.5)

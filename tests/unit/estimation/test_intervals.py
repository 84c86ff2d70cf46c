"""Intervals against the numbers of small populations worked out in R."""

import numpy as np
import pytest
from scipy import stats

from app.estimation.intervals import (
    beta_interval,
    effective_size,
    exact_interval,
    size_at_the_edge,
    t_interval,
)


def test_the_beta_interval_uses_the_size_of_a_finite_population() -> None:
    p, n, population = 5 / 36, 36, 60
    error = np.sqrt((1 - n / population) * p * (1 - p) / (n - 1))
    size = effective_size(p, error, n, n - 1)
    assert size == pytest.approx((n - 1) / (1 - n / population))
    assert beta_interval(p, size) == pytest.approx((0.074228, 0.229358), abs=1e-6)


def test_at_the_edge_the_beta_interval_keeps_a_width() -> None:
    low, high = beta_interval(0.0, size_at_the_edge(36, 36 / 60))
    assert (low, high) == (0.0, pytest.approx(0.041282, abs=1e-6))


def test_the_exact_interval_is_the_hypergeometric_one() -> None:
    assert exact_interval(5, 36, 60) == pytest.approx((0.083333, 0.233333), abs=1e-6)
    assert exact_interval(0, 36, 60) == pytest.approx((0.0, 0.05), abs=1e-6)


@pytest.mark.parametrize(
    ("chosen", "n", "population"), [(0, 3, 7), (17, 40, 3000), (400, 400, 900)]
)
def test_the_exact_interval_holds_every_share_that_both_tails_allow(
    chosen: int, n: int, population: int
) -> None:
    possible = np.arange(chosen, population - (n - chosen) + 1)
    above = stats.hypergeom.sf(chosen - 1, population, possible, n)
    below = stats.hypergeom.cdf(chosen, population, possible, n)
    kept = possible[(above > 0.025) & (below > 0.025)]
    found = exact_interval(chosen, n, population)
    assert found == (kept.min() / population, kept.max() / population)


def test_the_exact_interval_of_a_census_has_no_width() -> None:
    assert exact_interval(7, 20, 20) == (7 / 20, 7 / 20)


@pytest.mark.parametrize(("population", "n"), [(20, 12), (60, 18)])
def test_the_exact_interval_covers_whatever_the_truth(population: int, n: int) -> None:
    for truth in range(1, population):
        possible = np.arange(max(0, n - population + truth), min(n, truth) + 1)
        chances = stats.hypergeom.pmf(possible, population, truth, n)
        kept = [
            low <= truth / population + 1e-12 and truth / population <= high + 1e-12
            for low, high in (exact_interval(int(k), n, population) for k in possible)
        ]
        assert chances[kept].sum() >= 0.95


def test_the_t_interval_is_that_of_the_tables() -> None:
    assert t_interval(0.0, 1.0, 10) == pytest.approx((-2.228139, 2.228139), abs=1e-6)

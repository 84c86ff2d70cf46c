"""Diversity against Simpson's own measure and against all samples of a small population."""

from itertools import combinations

import numpy as np
import pytest

from app.estimation import Design
from app.estimation.diversity import diversity
from app.estimation.overlap import composition


def mentions(counts: list[int]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """A row a respondent, each naming one item."""
    return np.repeat(np.eye(len(counts)), counts, axis=0)


def test_one_mention_each_gives_simpson_s_unbiased_measure() -> None:
    counts = [7, 5, 3, 1]
    n = sum(counts)
    found = diversity(composition(mentions(counts), Design(np.ones(n))))
    assert found.value == pytest.approx(1 - sum(k * (k - 1) for k in counts) / (n * (n - 1)))


def test_the_mean_over_all_samples_is_the_population_s() -> None:
    named = [0, 0, 0, 1, 1, 2, 2, 3]
    whole = np.bincount(named) / len(named)
    found = [
        diversity(composition(np.eye(4)[list(drawn)], Design(np.full(4, 2.0), population=8))).value
        for drawn in combinations(named, 4)
    ]
    assert np.mean(found) == pytest.approx(1 - float(whole @ whole))


def test_all_of_one_item_is_none_and_a_census_is_exact() -> None:
    alone = diversity(composition(mentions([12, 0]), Design(np.ones(12), population=120)))
    assert (alone.value, alone.low, alone.high) == (0.0, 0.0, 0.0)
    census = diversity(composition(mentions([2, 2]), Design(np.ones(4), population=4)))
    assert (census.value, census.std_error) == (0.5, 0.0)


def test_the_error_is_that_of_the_delta_method() -> None:
    """Simpson's index of a multinomial sample: Var = 4 (sum p^3 - (sum p^2)^2) / (n - 1)."""
    parts = np.array([0.5, 0.3, 0.2])
    found = diversity(composition(mentions([50, 30, 20]), Design(np.ones(100))))
    spread = 4 * ((parts**3).sum() - (parts**2).sum() ** 2) / 99
    assert found.std_error == pytest.approx(np.sqrt(spread))

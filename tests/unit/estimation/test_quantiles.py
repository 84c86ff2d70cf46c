"""Quantiles of a weighted population."""

import numpy as np
import pytest

from app.estimation import Design
from app.estimation.errors import DesignError
from app.estimation.quantiles import median, quantile


def test_a_median_counts_what_respondents_stand_for() -> None:
    y = np.array([1.0, 2, 3, 10])
    assert median(y, Design(np.ones(4))).value == 2
    assert median(y, Design(np.array([1.0, 1, 1, 9]))).value == 10


def test_a_census_knows_its_median() -> None:
    found = median(np.arange(9.0), Design(np.ones(9), population=9))
    assert (found.value, found.low, found.high, found.std_error) == (4, 4, 4, 0)


def test_a_domain_is_the_subset_where_the_population_is_not_known() -> None:
    y, domain = np.arange(40.0), np.arange(40) % 2 == 0
    within = quantile(y, 0.3, Design(np.ones(40)), domain)
    alone = quantile(y[domain], 0.3, Design(np.ones(20)))
    assert (within.value, within.n) == (alone.value, alone.n)
    assert (within.low, within.high) == pytest.approx((alone.low, alone.high), abs=2)


def test_the_value_lies_in_its_interval_though_most_say_the_same() -> None:
    y = np.repeat([0.0, 5.0, 9.0], [5, 50, 5])
    found = median(y, Design(np.linspace(1, 2, 60), population=500))
    assert found.low <= found.value == 5 <= found.high


def test_intervals_of_medians_hold_the_truth() -> None:
    random = np.random.default_rng(3)
    people = random.gamma(2, 10, 900)
    truth = np.sort(people)[449]
    held = 0
    for _ in range(300):
        drawn = random.choice(people, 60, replace=False)
        found = median(drawn, Design(np.full(60, 15.0), population=900))
        held += found.low <= truth <= found.high
    assert 0.93 <= held / 300 <= 1


def test_a_part_outside_0_to_1_is_refused() -> None:
    with pytest.raises(DesignError, match="between 0 and 1"):
        quantile(np.arange(3.0), 1.0, Design(np.ones(3)))

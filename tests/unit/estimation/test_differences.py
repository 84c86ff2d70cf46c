"""The difference of two independent estimates."""

import numpy as np
import pytest

from app.estimation import Design, mean
from app.estimation.differences import difference, difference_interval


def test_variances_of_independent_samples_add_up() -> None:
    one = mean(np.arange(20.0), Design(np.ones(20)))
    other = mean(np.arange(30.0) / 2, Design(np.ones(30)))
    found = difference(one, other)
    assert found.value == pytest.approx(one.value - other.value)
    assert found.std_error == pytest.approx(np.hypot(one.std_error, other.std_error))
    assert (found.n, found.df) == (20, 32)  # Welch and Satterthwaite, cut to a whole number


def test_limits_of_a_difference_are_those_of_the_published_example() -> None:
    """Newcombe 1998, Statistics in Medicine 17:873, method 10: 56/70 less 48/80, by Wilson."""
    found = difference_interval((0.8, 0.69183, 0.87695), (0.6, 0.49045, 0.70038))
    assert found == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_a_difference_leans_as_its_parts_lean() -> None:
    low, high = difference_interval((0.05, 0.04, 0.15), (0.5, 0.45, 0.55))
    assert high - (0.05 - 0.5) > (0.05 - 0.5) - low

"""Territories that borrow strength, against closed forms."""

import numpy as np
import pytest

from app.estimation.errors import SmallAreaError
from app.estimation.fay_herriot import fay_herriot


def test_small_areas_that_chance_explains_take_the_regression() -> None:
    found = fay_herriot([1, 1.1, 0.9, 1], [1, 1, 1, 1], np.ones((4, 1)))
    assert (found.model_variance, found.own.tolist()) == (0, [0, 0, 0, 0])
    assert found.values == pytest.approx([1, 1, 1, 1])
    assert (found.mse > 0).all()


def test_equal_variances_give_the_sample_variance_less_theirs() -> None:
    y = np.array([1.0, 5, 9, 3, 12])
    found = fay_herriot(y, np.full(5, 2.0), np.ones((5, 1)))
    assert found.model_variance == pytest.approx(y.var(ddof=1) - 2)


def test_small_areas_that_cannot_be_estimated_are_refused() -> None:
    with pytest.raises(SmallAreaError, match="fewer"):
        fay_herriot([1, 2], [1, 1], np.ones((2, 2)))
    with pytest.raises(SmallAreaError, match="repeat"):
        fay_herriot([1, 2, 3], [1, 1, 1], np.ones((3, 2)))
    with pytest.raises(SmallAreaError, match="variance is 0"):
        fay_herriot([1, 2, 3], [1, 0, 1], np.ones((3, 1)))
    with pytest.raises(SmallAreaError, match="gaps"):
        fay_herriot([1, np.nan, 3], [1, 1, 1], np.ones((3, 1)))
    with pytest.raises(SmallAreaError, match="magic"):
        fay_herriot([1, 2, 3], [1, 1, 1], np.ones((3, 1)), "magic")


def test_moments_and_likelihood_agree_where_variances_are_equal() -> None:
    """Both are then the sample variance less the noise; the moments' error is larger or equal."""
    y = np.array([1.0, 5, 9, 3, 12])
    by_moments = fay_herriot(y, np.full(5, 2.0), np.ones((5, 1)), "moments")
    by_likelihood = fay_herriot(y, np.full(5, 2.0), np.ones((5, 1)))
    assert by_moments.model_variance == pytest.approx(by_likelihood.model_variance)
    assert by_moments.values == pytest.approx(by_likelihood.values)
    assert by_moments.mse == pytest.approx(by_likelihood.mse)


def test_the_mean_squared_error_is_what_simulation_finds() -> None:
    """400 networks of 20 territories with known truth: within a tenth, by either method."""
    random = np.random.default_rng(7)
    noise = np.tile([0.3, 0.6, 1.0, 2.0], 5)
    for method in ("reml", "moments"):
        said, made = np.zeros(20), np.zeros(20)
        for _ in range(400):
            truth = 5 + random.normal(0, 1, 20)
            found = fay_herriot(
                truth + random.normal(0, np.sqrt(noise)), noise, np.ones((20, 1)), method
            )
            said += found.mse / 400
            made += (found.values - truth) ** 2 / 400
        assert said.sum() == pytest.approx(made.sum(), rel=0.1)

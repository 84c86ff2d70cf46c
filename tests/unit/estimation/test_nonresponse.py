"""Weights raised for those who did not answer, and cut where they grew too large."""

import numpy as np
import pytest

from app.estimation import Design, mean
from app.estimation.errors import DesignError, NonResponseError
from app.estimation.nonresponse import by_classes, by_propensity
from app.estimation.regression import linear, propensities
from app.estimation.trimming import most_by_median, trimmed

RANDOM = np.random.default_rng(9)


def test_each_class_keeps_its_weight() -> None:
    classes = np.repeat(["a", "b"], [60, 40])
    responded = np.arange(100) % 2 == 0
    weights = RANDOM.uniform(1, 4, 100)
    found = by_classes(weights, responded, classes)
    for label in "ab":
        assert found[classes == label].sum() == pytest.approx(weights[classes == label].sum())
    assert (found[~responded] == 0).all()
    inside = (classes == "a") & responded
    assert np.ptp(found[inside] / weights[inside]) == pytest.approx(0)


@pytest.mark.parametrize(
    ("answered", "word"), [(19, "'b' has 19 respondents"), (25, "'b' has a factor of 4")]
)
def test_a_class_that_cannot_stand_for_the_others_is_named(answered: int, word: str) -> None:
    classes = np.repeat(["a", "b"], 100)
    responded = np.concatenate([np.ones(100, dtype=bool), np.arange(100) < answered])
    with pytest.raises(NonResponseError, match=word):
        by_classes(np.ones(200), responded, classes)


def test_propensities_follow_the_shares_of_a_saturated_model() -> None:
    group = np.repeat([0.0, 1.0], 50)
    yes = np.concatenate([np.arange(50) < 10, np.arange(50) < 40])
    found = propensities(yes, np.column_stack([np.ones(100), group]), np.ones(100))
    assert (found[0], found[-1]) == pytest.approx((0.2, 0.8))
    with pytest.raises(DesignError, match="for certain"):
        propensities(group == 1, np.column_stack([np.ones(100), group]), np.ones(100))
    with pytest.raises(DesignError, match="repeat"):
        propensities(yes, np.ones((100, 2)), np.ones(100))


def test_raising_by_propensity_takes_the_bias_away() -> None:
    age = RANDOM.uniform(18, 80, 4000)
    responded = RANDOM.random(4000) < 1 / (1 + np.exp(-(age - 50) / 20))
    income = age * 30 + RANDOM.normal(0, 100, 4000)
    found = by_propensity(np.ones(4000), responded, np.column_stack([np.ones(4000), age]), most=6)
    plain, raised = income[responded].mean(), mean(income, Design(found)).value
    assert abs(raised - income.mean()) < 0.2 * abs(plain - income.mean())
    assert found.sum() == pytest.approx(4000)


def test_a_line_on_one_is_the_mean() -> None:
    y, design = RANDOM.normal(5, 2, 50), Design(RANDOM.uniform(1, 3, 50), population=300)
    found = linear(y, np.ones((50, 1)), design)[0]
    expected = mean(y, design)
    assert (found.value, found.std_error, found.df) == pytest.approx(
        (expected.value, expected.std_error, expected.df)
    )


def test_cut_weights_keep_the_sum_of_each_group() -> None:
    weights = np.array([1.0, 1, 2, 2, 20, 3, 3, 3, 4, 5])
    groups = np.repeat(["a", "b"], 5)
    found = trimmed(weights, 6.0, groups)
    assert found[:5].sum() == pytest.approx(26)
    assert found[5:].tolist() == weights[5:].tolist()
    assert found.max() <= 6 + 1e-9
    assert found[:5] == pytest.approx([5, 5, 5, 5, 6] if found[2] < 5.01 else found[:5])


def test_what_is_cut_goes_to_the_others_as_they_weigh() -> None:
    found = trimmed(np.array([1.0, 2, 3, 14]), 8.0)
    assert found == pytest.approx([2, 4, 6, 8])
    assert trimmed(np.array([1.0, 5, 14]), 7.0) == pytest.approx([6, 7, 7])
    assert most_by_median(np.array([0.0, 1, 2, 3])) == 10


def test_a_limit_below_the_mean_is_refused() -> None:
    with pytest.raises(DesignError, match="'b' has weights of 5"):
        trimmed(np.array([1.0, 5, 5]), 4.0, np.array(["a", "b", "b"]))

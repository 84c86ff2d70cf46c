"""Cronbach's alpha and its interval."""

import numpy as np
import pytest

from app.estimation import Design
from app.estimation.errors import DesignError
from app.estimation.reliability import alpha, feldt_interval

ITEMS = np.array(
    [[1, 1, 1], [2, 1, 1], [2, 1, 2], [3, 2, 1], [2, 3, 2],
     [2, 3, 3], [3, 2, 3], [3, 3, 3], [2, 3, 2], [3, 3, 3]]
) * 1.0  # fmt: skip


def plain(n: int) -> Design:
    return Design(np.ones(n))


def test_alpha_of_a_published_example() -> None:
    """Statology, "How to calculate Cronbach's alpha in Python": 0.7734, 0.336 to 0.939."""
    found = alpha(ITEMS, plain(10))
    assert found.value == pytest.approx(0.7734375)
    assert (found.low, found.high) == pytest.approx((0.336, 0.939), abs=5e-4)


def test_the_interval_is_that_of_a_published_function() -> None:
    """R package statpsych, ci.cronbach(.05, .85, 7, 89), which takes a few degrees more."""
    assert feldt_interval(0.85, 7, 89) == pytest.approx((0.7971254, 0.8931436), abs=1e-4)


def test_items_that_say_the_same_have_an_alpha_of_one() -> None:
    same = np.column_stack([ITEMS[:, 0]] * 3)
    assert alpha(same, plain(10)).value == pytest.approx(1.0)


def test_alpha_is_the_split_of_variance_written_out() -> None:
    own = ITEMS.var(axis=0, ddof=1).sum()
    whole = ITEMS.sum(axis=1).var(ddof=1)
    assert alpha(ITEMS, plain(10)).value == pytest.approx(1.5 * (1 - own / whole))


def test_a_weight_of_two_counts_as_two_respondents_but_is_less_sure() -> None:
    twice = np.repeat(ITEMS, 2, axis=0)
    doubled = alpha(ITEMS, Design(np.full(10, 2.0)))
    assert doubled.value == pytest.approx(alpha(twice, plain(20)).value)
    assert doubled.low < alpha(twice, plain(20)).low
    uneven = alpha(ITEMS, Design(np.array([9.0, *[1.0] * 9])))
    assert uneven.n_eff < 10


def test_those_outside_the_domain_do_not_count() -> None:
    wide = np.vstack([ITEMS, np.full((3, 3), np.nan)])
    inside = np.arange(13) < 10
    assert alpha(wide, plain(13), inside).value == pytest.approx(0.7734375)


@pytest.mark.parametrize("items", [np.ones((10, 3)), np.ones((10, 1)), ITEMS * np.nan])
def test_what_has_no_alpha_is_refused(
    items: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> None:
    with pytest.raises(DesignError):
        alpha(items, plain(10))


def test_intervals_hold_the_alpha_of_a_known_population() -> None:
    """Three items sharing half their variance: alpha 0.75; unequal weights. About 95 of 100."""
    random, held = np.random.default_rng(4), 0
    for _ in range(200):
        weights = random.choice([1.0, 3.0], 60)
        shared = random.normal(size=(60, 1))
        items = shared + random.normal(size=(60, 3))
        found = alpha(items, Design(weights))
        held += found.low <= 0.75 <= found.high
    assert 180 <= held <= 199

"""Territories drawn together, and what may be said of many differences."""

import numpy as np
import pytest

from app.estimation import Design, share
from app.estimation.comparisons import benjamini_hochberg, compared, verdict
from app.estimation.errors import DesignError, SmallAreaError
from app.estimation.estimates import Estimate
from app.estimation.pooling import Pooled, pooled_means, pooled_shares
from app.estimation.shares import share_size
from app.reference.cells import Verdict

INF = float("inf")


def difference(value: float, error: float) -> Estimate:
    reach = 1.959964 * error
    return Estimate(value, error, value - reach, value + reach, 50, 50.0, 10**6, float("nan"))


def test_few_answers_are_drawn_further_than_many() -> None:
    few, many, *_ = pooled_shares(
        np.array([0.6, 0.6, 0.3, 0.25, 0.35]), np.array([10.0, 90, 60, 60, 60])
    )
    assert 0.3 < few.value < many.value < 0.6
    assert few.own < many.own < 1
    assert few.low < few.value < few.high
    assert few.std_error > many.std_error


def test_territories_that_do_not_differ_take_the_mean_of_all() -> None:
    found = pooled_means(np.array([10.0, 10.1, 9.9, 10, 10]), np.full(5, 4.0))
    assert [each.value for each in found] == pytest.approx([10] * 5, abs=0.1)
    assert max(each.std_error for each in found) < 4


def test_territories_that_differ_far_more_than_chance_keep_their_own() -> None:
    values = np.array([0.0, 100, 200, 300])
    found = pooled_means(values, np.full(4, 1.0))
    assert [each.value for each in found] == pytest.approx(values, abs=0.2)
    assert (found[0].high - found[0].low) == pytest.approx(2 * 1.96, rel=0.05)


def test_where_all_trainers_were_asked_nothing_is_borrowed() -> None:
    """Finite population: the effective size of a share grows without end as all are asked."""
    found = pooled_shares(np.array([0.2, 0.3, 0.9, 0.4]), np.array([20.0, 20, INF, 20]))
    assert found[2] == Pooled(value=0.9, std_error=0.0, low=0.9, high=0.9, own=1.0)
    assert pooled_means(np.array([1.0, 2, 3]), np.zeros(3))[1].value == 2


def test_most_trainers_asked_borrow_less_than_the_same_number_of_many() -> None:
    chose = np.arange(24) < 9
    sizes = [
        share_size(share(chose, design), design)
        for design in (Design(np.full(24, w), population=24 * w) for w in (50.0, 1.25, 1.0))
    ]
    assert sizes[0] == pytest.approx(23 / (1 - 1 / 50))
    assert sizes[1] == pytest.approx(23 / (1 - 24 / 30))
    assert sizes[2] == INF


@pytest.mark.slow
def test_pooled_intervals_hold_the_truth_and_pooled_values_are_nearer() -> None:
    random, held, direct, pooled = np.random.default_rng(1), [], 0.0, 0.0
    for _ in range(150):
        truth, n = random.beta(4, 16, 6), random.integers(12, 60, 6)
        found = random.binomial(n, truth) / n
        together = pooled_shares(found, n.astype(float))
        held += [each.low <= t <= each.high for each, t in zip(together, truth, strict=True)]
        direct += ((found - truth) ** 2).sum()
        pooled += ((np.array([each.value for each in together]) - truth) ** 2).sum()
    assert 0.92 <= np.mean(held) <= 0.98
    assert pooled < 0.9 * direct


def test_pooled_means_hold_the_truth() -> None:
    random, held = np.random.default_rng(2), []
    for _ in range(200):
        truth, errors = random.normal(50, 5, 6), random.uniform(2, 8, 6)
        found = pooled_means(random.normal(truth, errors), errors)
        held += [each.low <= t <= each.high for each, t in zip(found, truth, strict=True)]
    assert 0.92 <= np.mean(held) <= 0.98


@pytest.mark.parametrize(
    ("shares", "sizes", "word"),
    [
        ([0.1, 0.2], [9.0, 9], "give 3 or more"),
        ([0.1, 0.2, 1.3], [9.0, 9, 9], "outside 0 to 1"),
        ([0.1, 0.2, np.nan], [9.0, 9, 9], "leave it out"),
    ],
)
def test_what_cannot_be_pooled_is_refused(
    shares: list[float], sizes: list[float], word: str
) -> None:
    with pytest.raises(SmallAreaError, match=word):
        pooled_shares(np.array(shares), np.array(sizes))
    with pytest.raises(SmallAreaError, match="below 0"):
        pooled_means(np.ones(3), np.array([1.0, -1, 1]))


# --- Many differences ---------------------------------------------------------------------------


def test_words_follow_how_many_were_looked_at() -> None:
    strong = difference(3.5, 1.0)
    assert compared([strong])[0].verdict is Verdict.CLEAR
    among = compared([strong, *(difference(0.1, 1.0) for _ in range(159))])
    assert among[0].verdict is Verdict.LIKELY
    assert among[1].verdict is Verdict.NOT_CLEAR
    assert [verdict(each) for each in (0.05, 0.06, 0.21)] == ["clear", "likely", "not clear"]


def test_a_difference_is_significant_where_its_interval_does_not_hold_zero() -> None:
    leaning = Estimate(0.2, 0.08, 0.001, 0.5, 30, 30.0, 28, float("nan"))
    assert compared([leaning])[0].p < 0.05
    other = Estimate(-0.2, 0.08, -0.5, 0.001, 30, 30.0, 28, float("nan"))
    assert compared([other])[0].p > 0.05
    certain = Estimate(0.2, 0.0, 0.2, 0.2, 30, 30.0, 28, float("nan"))
    assert compared([certain])[0].p == 0


def test_of_those_called_clear_few_are_false() -> None:
    """160 comparisons, 32 of them real: at most 5 in a hundred of the clear ones on the mean."""
    random, rates, power = np.random.default_rng(6), [], []
    truth = np.where(np.arange(160) < 32, 3.5, 0.0)
    for _ in range(100):
        found = compared([difference(each, 1.0) for each in random.normal(truth, 1.0)])
        clear = np.array([each.verdict is Verdict.CLEAR for each in found])
        rates.append((clear & (truth == 0)).sum() / max(clear.sum(), 1))
        power.append(clear[truth != 0].mean())
    assert np.mean(rates) <= 0.05
    assert np.mean(power) > 0.6


def test_what_is_no_p_value_is_refused() -> None:
    with pytest.raises(DesignError, match="0 to 1"):
        benjamini_hochberg(np.array([0.5, np.nan]))

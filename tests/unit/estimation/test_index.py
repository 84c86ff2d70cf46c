"""Indices of mentions, their gaps and their concordance."""

import numpy as np
import pytest
from scipy import stats

from app.estimation import Design, ratio, share
from app.estimation.errors import EmptyDomainError
from app.estimation.index import concordance, gap, index_of_mentions
from app.estimation.intervals import beta_interval, effective_size

CHOSE = np.array([[1, 1, 0], [1, 0, 0], [1, 0, 0], [0, 1, 0], [1, 0, 1]] * 8) == 1
WEIGHTS = np.tile([1.0, 2.0, 3.0, 2.0, 2.0], 8)


def design(population: float = 400) -> Design:
    return Design(WEIGHTS, population=population)


def test_the_average_item_has_a_hundred() -> None:
    index = index_of_mentions(CHOSE, design())
    assert index.values == pytest.approx(100 * np.array([8, 3, 2]) / (13 / 3))
    assert index.values.mean() == pytest.approx(100)


def test_the_error_of_an_index_is_that_of_a_ratio_of_mentions() -> None:
    found = index_of_mentions(CHOSE, design()).estimates()[0]
    mentions = CHOSE.sum(axis=1).astype(float)
    same = ratio(300 * CHOSE[:, 0].astype(float), mentions, design())
    assert (found.value, found.std_error) == pytest.approx((same.value, same.std_error))


def test_a_group_has_the_mean_of_its_items() -> None:
    index = index_of_mentions(CHOSE, design())
    grouped = index.of_groups(np.array([[1.0, 0], [1, 0], [0, 1]]))
    assert grouped.values == pytest.approx([index.values[:2].mean(), index.values[2]])
    assert grouped.estimates()[1].std_error == pytest.approx(index.estimates()[2].std_error)


def test_an_item_that_a_whole_stratum_leaves_out_is_as_unsure_as_its_share() -> None:
    """Where all name as many items, an index is a share over what is known: the average."""
    strata = np.repeat(["small", "large"], 20)
    weights = np.repeat([36.0, 4.0], 20)
    design = Design(weights, strata=strata, population={"small": 720, "large": 80})
    named = np.tile([True, False, True], (40, 1))
    named[20:23] = [True, True, False]
    named[30:33] = [False, True, True]
    assert (named.sum(axis=1) == 2).all()
    index = index_of_mentions(named, design)
    for found, chose in zip(index.estimates(), named.T, strict=True):
        part = share(chose, design)
        expected = 100 * np.array([part.value, part.low, part.high]) / index.average
        assert (found.value, found.low, found.high) == pytest.approx(expected)
    plain = beta_interval(0.03, effective_size(0.03, share(named[:, 1], design).std_error, 40, 38))
    assert index.estimates()[1].high > 1.5 * 100 * plain[1] / index.average
    alone = index.of_groups(np.eye(3)).estimates()[1]
    assert (alone.low, alone.high) == (index.estimates()[1].low, index.estimates()[1].high)


def test_an_item_nobody_named_still_has_a_width() -> None:
    none = np.column_stack([CHOSE, np.zeros(40, dtype=bool)])
    found = index_of_mentions(none, design()).estimates()[3]
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high > 5


def test_a_domain_leaves_the_others_out() -> None:
    domain = np.arange(40) % 5 < 2
    index = index_of_mentions(CHOSE, design(), domain)
    assert index.values == pytest.approx(100 * np.array([3, 1, 0]) / (4 / 3))
    assert index.n == 16


def test_nothing_named_at_all_has_no_index() -> None:
    with pytest.raises(EmptyDomainError):
        index_of_mentions(np.zeros((40, 2), dtype=bool), design())


def test_variances_of_two_independent_samples_add_up_in_a_gap() -> None:
    one, other = index_of_mentions(CHOSE, design()), index_of_mentions(CHOSE[:, ::-1], design(90))
    first, second, found = one.estimates()[0], other.estimates()[0], gap(one, other)[0]
    assert found.value == pytest.approx(first.value - second.value)
    assert found.std_error == pytest.approx(np.hypot(first.std_error, second.std_error))
    assert 39 <= found.df <= 78
    assert found.low < found.value < found.high


def test_concordance_is_spearmans_rank_correlation() -> None:
    random = np.random.default_rng(5)
    one = index_of_mentions(random.random((200, 12)) < np.linspace(0.1, 0.6, 12), _plain())
    other = index_of_mentions(random.random((200, 12)) < np.linspace(0.2, 0.5, 12), _plain())
    found = concordance(one, other, seed=3)
    assert found.value == pytest.approx(stats.spearmanr(one.values, other.values).statistic)
    assert -1 <= found.low < found.value < found.high <= 1


def test_the_same_seed_gives_the_same_concordance() -> None:
    one, other = index_of_mentions(CHOSE, design()), index_of_mentions(CHOSE[:, ::-1], design())
    first, again, another = (concordance(one, other, seed) for seed in (3, 3, 4))
    assert (first.low, first.high) == (again.low, again.high)
    assert first.high != another.high


def _plain() -> Design:
    return Design(np.full(200, 5.0), population=1000)


def test_the_interval_of_a_rare_skill_leans_upwards_and_stays_above_zero() -> None:
    rare = np.column_stack([CHOSE, np.arange(40) < 2])
    found = index_of_mentions(rare, design()).estimates()[3]
    assert 0 < found.low < found.value
    assert found.high - found.value > 1.5 * (found.value - found.low)


def test_the_interval_of_a_gap_keeps_the_lean_of_both_sides() -> None:
    one, other = index_of_mentions(CHOSE, design()), index_of_mentions(CHOSE[:, ::-1], design(90))
    first, second, found = one.estimates()[2], other.estimates()[2], gap(one, other)[2]
    above = np.hypot(first.high - first.value, second.value - second.low)
    below = np.hypot(first.value - first.low, second.high - second.value)
    assert (found.low, found.high) == pytest.approx((found.value - below, found.value + above))


def test_the_interval_of_a_concordance_reaches_further_from_zero_for_what_chance_took() -> None:
    random = np.random.default_rng(8)
    picked = np.linspace(0.1, 0.6, 12)
    samples = [index_of_mentions(random.random((40, 12)) < picked, _of(40)) for _ in range(2)]
    found = concordance(samples[0], samples[1], seed=3)
    above, below = np.arctanh(found.high), np.arctanh(found.low)
    assert above - np.arctanh(found.value) > np.arctanh(found.value) - below + 0.05


def _of(n: int) -> Design:
    return Design(np.full(n, 5.0), population=5.0 * n)

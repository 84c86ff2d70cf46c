"""A panel drawn again: exact for few experts, within territories, never narrower than it says."""

from itertools import product
from math import exp, log

import numpy as np
import pytest
from scipy import stats

from app.foresight.delphi.pooling import pool, pooled
from app.foresight.delphi.resampling import percentile, quantiles, resamples, shares
from app.foresight.errors import AnswerError, RuleError


def test_every_panel_of_three_experts_comes_with_its_chance() -> None:
    panels = resamples(["here"] * 3, seed=1)
    drawn = {tuple(np.bincount(each, minlength=3)) for each in product(range(3), repeat=3)}
    assert {tuple(row) for row in panels.counts.astype(int).tolist()} == drawn
    chances = dict(zip(map(tuple, panels.counts.astype(int).tolist()), panels.chances, strict=True))
    assert chances[3, 0, 0] == pytest.approx(1 / 27)
    assert chances[1, 1, 1] == pytest.approx(6 / 27)
    assert panels.chances.sum() == pytest.approx(1)


def test_the_exact_spread_of_a_mean_is_that_of_the_closed_form() -> None:
    values = np.array([3.0, 8.0, 1.0, 9.0, 4.0])
    panels = resamples(["here"] * 5, seed=1)
    means = shares(values, panels)
    middle = float(panels.chances @ means)
    spread = float(panels.chances @ (means - middle) ** 2)
    assert middle == pytest.approx(values.mean())
    assert spread == pytest.approx(values.var() / 5)  # the bootstrap's own variance


def test_experts_are_drawn_within_their_territories() -> None:
    panels = resamples(["here"] * 4 + ["there"] * 9, seed=1, draws=50)
    assert (panels.counts[:, :4].sum(axis=1) == 4).all()
    assert (panels.counts[:, 4:].sum(axis=1) == 9).all()
    assert panels.free == 11


def test_the_same_seed_draws_the_same_panels() -> None:
    one, other = (resamples(["here"] * 12, seed=3, draws=20).counts for _ in range(2))
    assert (one == other).all()


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_quantiles_of_drawn_panels_are_those_of_numpy(share: float) -> None:
    values = np.array([30.0, 10.0, 90.0, 45.0, 60.0, 10.0])
    panels = resamples(["here"] * 6, seed=1)
    (found,) = quantiles(values, panels, (share,))
    for row, quantile in zip(panels.counts.astype(int), found, strict=True):
        assert quantile == pytest.approx(np.quantile(np.repeat(values, row), share))


def test_a_panel_that_holds_none_of_some_experts_says_nothing_of_them() -> None:
    panels = resamples(["here"] * 3, seed=1).of([0])
    (found,) = quantiles(np.array([5.0]), panels, (0.5,))
    empty = panels.counts[:, 0] == 0
    assert np.isnan(found[empty]).all()
    assert (found[~empty] == 5.0).all()


def test_an_interval_of_a_mean_is_about_as_wide_as_students() -> None:
    values = np.array([12.0, 30.0, 41.0, 55.0, 58.0, 64.0, 77.0, 90.0])
    panels = resamples(["here"] * 8, seed=1)
    found = percentile(float(values.mean()), shares(values, panels), panels)
    reach = stats.t.ppf(0.975, 7) * values.std(ddof=1) / np.sqrt(8)
    assert found.high - found.low == pytest.approx(2 * reach, rel=0.08)


def test_a_panel_without_experts_is_refused() -> None:
    with pytest.raises(AnswerError, match="one at least"):
        resamples([], seed=1)


def test_two_experts_pool_to_the_closed_form() -> None:
    odds = (0.8 / 0.2) ** 0.5 * (0.5 / 0.5) ** 0.5  # geometric mean of the odds
    assert pooled([0.8, 0.5], [1, 1]) == pytest.approx(odds / (1 + odds))


def test_expertise_weighs() -> None:
    odds = exp((3 * log(0.9 / 0.1) + log(0.2 / 0.8)) / 4)
    assert pooled([0.9, 0.2], [3, 1]) == pytest.approx(odds / (1 + odds))
    assert pooled([0.9, 0.2], [6, 2]) == pytest.approx(odds / (1 + odds))


def test_nobody_is_sure_enough_to_decide_alone() -> None:
    assert pooled([1.0, 0.5, 0.5], [1, 1, 1]) == pooled([0.98, 0.5, 0.5], [1, 1, 1])


def test_extremity_moves_away_from_the_half() -> None:
    assert pooled([0.7, 0.7], [1, 1], extremity=2) == pytest.approx(0.49 / (0.49 + 0.09))


def test_the_pool_of_contraries_contradicts_the_pool() -> None:
    chances = np.array([0.1, 0.35, 0.6, 0.85])
    assert pooled(1 - chances, [1, 2, 3, 1]) == pytest.approx(1 - pooled(chances, [1, 2, 3, 1]))


def test_experts_who_say_the_same_are_no_surer_than_the_steps_of_the_scale() -> None:
    found = pool([0.4] * 6, [1] * 6, resamples(["here"] * 6, seed=1), half_step=0.025)
    assert (found.value, found.low, found.high) == pytest.approx((0.4, 0.375, 0.425))


def test_the_interval_of_a_pool_covers_the_truth_of_eight_experts() -> None:
    random, panels, held = np.random.default_rng(5), resamples(["here"] * 8, seed=1), 0
    for _ in range(400):
        told = 1 / (1 + np.exp(-(0.4 + random.normal(0, 0.9, 8))))
        found = pool(told, np.ones(8), panels)
        held += found.low <= 1 / (1 + np.exp(-0.4)) <= found.high
    assert held / 400 > 0.89  # 0.92 of 1000, where the plain percentiles have 0.87


@pytest.mark.parametrize(
    ("chances", "weights"), [([], []), ([0.5], [1, 1]), ([0.5, np.nan], [1, 1]), ([1.2], [1])]
)
def test_what_is_no_chance_is_refused(chances: list[float], weights: list[float]) -> None:
    with pytest.raises(AnswerError):
        pooled(chances, weights)


def test_a_weight_of_nothing_and_a_rule_of_nothing_are_refused() -> None:
    with pytest.raises(AnswerError):
        pooled([0.5], [0])
    with pytest.raises(RuleError):
        pooled([0.5], [1], extremity=0)

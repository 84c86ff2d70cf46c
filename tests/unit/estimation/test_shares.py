"""Shares and their intervals against closed forms and against R survey 4.1-1."""

import numpy as np
import pytest
from scipy import stats

from app.estimation import Design, share
from app.estimation.estimates import Estimate
from app.estimation.shares import balance, part, with_share_interval
from tests.unit.estimation.api_schools import stratified
from tests.unit.estimation.test_means import TYPES, weighted


def test_a_census_has_no_sampling_error() -> None:
    found = share(np.array([1, 1, 0, 0, 0]) == 1, Design(np.ones(5), population=5))
    assert (found.value, found.std_error) == (0.4, 0.0)
    assert (found.low, found.high) == (0.4, 0.4)


def test_a_stratified_share_has_the_beta_interval_of_r_survey() -> None:
    schools = stratified()
    design = Design(weighted(schools.stype), strata=schools.stype, population=TYPES)
    found = share(~schools.wide, design)
    assert found.value == pytest.approx(0.1720519885842, rel=1e-11)
    assert found.std_error == pytest.approx(0.02434478011307, rel=1e-10)
    assert (found.low, found.high) == pytest.approx((0.1265684073793, 0.2258286714027), rel=1e-8)
    assert found.df == 197


def test_a_plain_sample_of_a_known_population_has_the_exact_interval() -> None:
    chose = np.arange(36) < 5
    found = share(chose, Design(np.full(36, 60 / 36), population=60))
    assert (found.low, found.high) == pytest.approx((0.083333, 0.233333), abs=1e-6)


def test_nobody_of_a_sample_does_not_mean_nobody_of_the_population() -> None:
    found = share(np.zeros(36, dtype=bool), Design(np.full(36, 60 / 36), population=60))
    assert (found.value, found.low, found.high) == (0.0, 0.0, pytest.approx(0.05))


@pytest.mark.parametrize("everybody", [True, False])
def test_all_or_nobody_of_a_weighted_sample_leaves_some_doubt(*, everybody: bool) -> None:
    design = Design(np.arange(1.0, 13.0), population=200)
    found = share(np.full(12, everybody), design)
    n_eff = 78**2 / 650
    edge = 0.025 ** (1 / ((n_eff - 1) / (1 - 12 / 200)))
    expected = (edge, 1.0) if everybody else (0.0, 1 - edge)
    assert (found.low, found.high) == pytest.approx(expected)


def test_one_respondent_of_a_domain_says_next_to_nothing() -> None:
    domain = np.arange(12) == 0
    found = share(domain, Design(np.arange(1.0, 13.0), population=200), domain)
    assert (found.value, found.high, found.n) == (1.0, 1.0, 1)
    assert found.low < 0.05


def test_the_interval_of_a_domain_uses_its_own_number() -> None:
    chose = np.array([1, 0, 1, 0, 1, 1, 0, 0] * 5) == 1
    design = Design(np.full(40, 25.0), population=1000)
    whole, half = share(chose, design), share(chose, design, np.arange(40) < 20)
    assert half.n == 20
    assert half.high - half.low > whole.high - whole.low


def test_a_part_of_a_total_weighs_respondents_by_their_size() -> None:
    y, x = np.array([10.0, 0, 1, 0]), np.array([10.0, 5, 1, 4])
    found = part(y, x, Design(np.ones(4), population=400))
    assert found.value == pytest.approx(11 / 20)
    left = y - 0.55 * x
    closed = np.sqrt((1 - 4 / 400) * 4 / 3 * (left**2).sum()) / 20
    assert found.std_error == pytest.approx(closed)
    assert 0 <= found.low < found.value < found.high <= 1


def test_a_balance_runs_from_minus_to_plus_a_hundred() -> None:
    scores = np.array([1.0, 0.5, 0.0, -0.5, -1.0, -1.0])
    found = balance(scores, np.ones(6), Design(np.ones(6), population=60))
    assert found.value == pytest.approx(-100 / 6)
    assert -100 <= found.low < found.value < found.high <= 100


def test_a_balance_by_jobs_weighs_a_firm_by_its_employment() -> None:
    found = balance(np.array([1.0, -1.0]), np.array([30.0, 10.0]), Design(np.ones(2)))
    assert found.value == pytest.approx(50.0)


def test_a_balance_all_agree_on_still_has_an_interval() -> None:
    found = balance(np.full(20, 0.5), np.ones(20), Design(np.full(20, 3.0), population=60))
    assert found.value == pytest.approx(50.0)
    assert found.low < 50 < found.high


def test_a_few_large_employers_leave_a_balance_of_jobs_few_degrees_of_freedom() -> None:
    scores = np.tile([1.0, -0.5, 0.0, 0.5], 10)
    jobs = np.where(np.arange(40) < 4, 200.0, 2.0)
    design = Design(np.full(40, 10.0), population=400)
    found = balance(scores, jobs, design)
    reach = (found.high - found.value) / found.std_error
    n_eff = jobs.sum() ** 2 / (jobs**2).sum()
    assert n_eff < 5
    assert reach == pytest.approx(stats.t.ppf(0.975, n_eff - 1))
    alike = balance(scores, np.ones(40), design)
    assert (alike.high - alike.value) / alike.std_error == pytest.approx(stats.t.ppf(0.975, 39))


def test_a_stratum_that_makes_all_the_variance_gives_a_balance_its_degrees_of_freedom() -> None:
    """Twenty small firms agree, five large ones do not: four degrees, not twenty-three."""
    strata = np.array(["small"] * 20 + ["large"] * 5)
    scores = np.array([0.0] * 20 + [1.0, -1.0, 0.5, -0.5, 0.0])
    design = Design(np.ones(25) * 10, strata=strata, population={"small": 200, "large": 50})
    found = balance(scores, np.ones(25), design)
    reach = (found.high - found.value) / found.std_error
    assert reach == pytest.approx(stats.t.ppf(0.975, 4))


def test_a_stratum_in_which_nobody_chose_is_not_taken_for_certain() -> None:
    """Small firms stand for nine in ten; none of forty chose, two large ones did."""
    strata = np.repeat(["small", "large"], [40, 30])
    weights = np.repeat([20.0, 100 / 30], [40, 30])
    design = Design(weights, strata=strata, population={"small": 800, "large": 100})
    found = share(np.isin(np.arange(70), [40, 41]), design)
    assert found.std_error == pytest.approx(
        np.sqrt(100**2 * (1 - 0.3) * (2 / 30) * (28 / 30) / 29) / 900
    )
    size = found.value * (1 - found.value) / found.std_error**2
    plain = stats.beta.ppf(0.975, size * found.value + 1, size * (1 - found.value))
    assert found.high > 2 * plain  # 16 of the small ones more would be no surprise


def test_where_no_stratum_agrees_the_interval_rests_on_the_linearised_error() -> None:
    strata = np.repeat(["a", "b"], [10, 10])
    design = Design(np.repeat([5.0, 9.0], 10), strata=strata, population={"a": 50, "b": 90})
    found = share(np.arange(20) % 10 < 1, design)
    assert (found.low, found.high) == with_share_limits(found, design)


def with_share_limits(found: Estimate, design: Design) -> tuple[float, float]:
    limits = with_share_interval(found, design)
    return limits.low, limits.high

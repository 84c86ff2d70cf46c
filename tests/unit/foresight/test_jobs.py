"""Demand, mismatch, shift-share, quotients, specificity: identities and edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from app.foresight.errors import AmountError, SquareError
from app.foresight.labour_demand import demand, demand_range
from app.foresight.location import krugman, location_quotient, location_quotients
from app.foresight.mismatch import duncan, jackman_roper, sahin
from app.foresight.shift_share import shift_share
from app.foresight.specificity import specificity

COUNTS = st.lists(st.integers(1, 500), min_size=3, max_size=3)


def test_a_shrinking_occupation_opens_less_than_leave_it() -> None:
    found = demand([100, 50], [0.1, 0.5], 140)
    assert (found.replacement, found.expansion, found.net, found.openings) == (35, -10, 25, 25)
    assert demand([100, 50], [0.1, 0.5], 100).openings == 0
    assert demand([100, 50], [0.1, 0.5], 100).net == -15


@pytest.mark.parametrize(
    ("employed", "rates", "expected"),
    [([1, 2], [0.1, 1.1], 3), ([1, 2], [0.1], 3), ([1, -2], [0.1, 0.1], 3), ([1], [0.1], -3)],
)
def test_demand_that_cannot_be_is_refused(
    employed: list[float], rates: list[float], expected: float
) -> None:
    with pytest.raises(AmountError):
        demand(employed, rates, expected)


def test_few_answers_leave_a_wide_range_of_demand() -> None:
    rates = [0.05, 0.5]
    few, many = (
        demand_range([100, 50], rates, 160, respondents=asked, seed=2)
        for asked in ([10, 10], [1000, 1000])
    )
    assert few.value == demand([100, 50], rates, 160)
    assert few.low.openings < many.low.openings < many.value.openings
    assert many.value.openings < many.high.openings < few.high.openings
    exact = stats.beta(0.5 * 10 + 0.5, 0.5 * 10 + 0.5)
    alone = demand_range([0, 1], rates, 1, respondents=[1, 10], seed=2)
    assert alone.low.replacement == pytest.approx(exact.ppf(0.025), abs=0.03)


@settings(max_examples=50, deadline=None)
@given(COUNTS, COUNTS)
def test_mismatch_lies_between_none_and_all(one: list[int], two: list[int]) -> None:
    assert 0 <= duncan(one, two) <= 1
    assert jackman_roper(one, two) == duncan(two, one)
    assert -1e-12 <= sahin(one, two) <= 1
    assert duncan(one, one) == 0
    assert sahin(one, np.multiply(one, 3)) == pytest.approx(0, abs=1e-12)


def test_nobody_fits_where_the_groups_are_apart() -> None:
    assert (duncan([1, 0], [0, 1]), sahin([1, 0], [0, 1])) == (1, 1)


def test_nothing_to_compare_is_refused() -> None:
    with pytest.raises(AmountError, match="second"):
        duncan([1, 2], [0, 0])
    with pytest.raises(AmountError, match="elasticity"):
        sahin([1], [1], 1)


@settings(max_examples=50, deadline=None)
@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_the_parts_of_a_change_add_up(
    before: list[int], after: list[int], first: list[int], second: list[int]
) -> None:
    found = shift_share(before, after, (first, second))
    assert found.national + found.mix + found.regional == pytest.approx(found.change, abs=1e-6)
    assert found.competition is not None
    assert found.allocation is not None
    assert found.competition + found.allocation == pytest.approx(found.regional, abs=1e-6)


def test_a_branch_new_here_is_the_territorys_own_and_has_no_growth() -> None:
    found = shift_share([10, 0], [10, 5], ([100, 100], [100, 110]))
    assert found.regional.tolist() == [0, 5]
    assert (found.competition, found.allocation) == (None, None)
    nowhere = shift_share([10, 0], [10, 0], ([100, 0], [100, 0]))
    assert nowhere.regional.tolist() == [0, 0]
    with pytest.raises(AmountError, match="Branch 2"):
        shift_share([10, 5], [10, 5], ([100, 0], [100, 0]))


def test_a_territory_like_the_whole_has_quotients_of_one() -> None:
    found = location_quotients([10, 20, 30], [100, 200, 300])
    assert found.value == pytest.approx([1, 1, 1])
    assert found.shrunk.tolist() == [1, 1, 1]
    assert (found.low < 1).all()
    assert (found.high > 1).all()
    assert krugman([10, 20, 30], [100, 200, 300]) == pytest.approx(0)
    assert krugman([1, 0], [0, 1]) == 2


def test_quotients_are_drawn_in_the_more_the_fewer_jobs_they_rest_on() -> None:
    found = location_quotients([900, 6, 94, 0], [6000, 20, 3000, 20])
    kept = (found.shrunk - 1) / (found.value - 1)
    assert (kept > 0).all()
    assert (kept < 1).all()
    assert kept[1] < kept[2] < kept[0]


def test_quotients_have_exact_poisson_limits() -> None:
    found = location_quotients([5, 95, 0], [500, 9400, 100])
    expected = 100 * 500 / 10000
    assert found.low[0] * expected == pytest.approx(stats.chi2.ppf(0.025, 10) / 2)
    assert found.high[0] * expected == pytest.approx(stats.chi2.ppf(0.975, 12) / 2)
    assert found.low[2] == 0


def test_jobs_outside_the_whole_are_refused_and_a_branch_nowhere_is_undefined() -> None:
    assert np.isnan(location_quotients([5, 0], [10, 0]).value[1])
    assert np.isnan(location_quotients([5, 0], [10, 0]).shrunk[1])
    with pytest.raises(AmountError, match="Branch 2"):
        location_quotients([5, 1], [10, 0])
    with pytest.raises(AmountError, match="no jobs"):
        location_quotients([0, 0], [10, 1])
    with pytest.raises(AmountError, match="whole"):
        location_quotient(1, 2, 3, 0)


def test_a_skill_of_one_occupation_is_specific_and_one_of_all_is_not() -> None:
    found = specificity([[1, 0.5, 0.2, 0], [0, 0.5, 0.2, 0], [0, 0.5, 0, 0]])
    assert found.skills[:3] == pytest.approx([1, 0, 1 - np.log(2) / np.log(3)], abs=1e-12)
    assert found.spread[:3] == pytest.approx([1, 3, 2])
    assert np.isnan(found.skills[3])
    assert found.occupations[2] == pytest.approx(0, abs=1e-12)
    assert np.isnan(specificity([[0, 0], [1, 1]]).occupations[0])


@pytest.mark.parametrize("asked", [[[1, 2]], [[1], [-1]], [], [[float("nan")], [1]]])
def test_tables_without_specificity_are_refused(asked: list[list[float]]) -> None:
    with pytest.raises(SquareError):
        specificity(asked)

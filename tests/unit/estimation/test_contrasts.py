"""Differences inside one sample."""

import numpy as np
import pytest
from scipy import stats

from app.estimation import Design, mean
from app.estimation.contrasts import mean_difference, with_test
from app.estimation.crosstabs import cross_table, independence
from app.estimation.errors import DesignError

Y = np.random.default_rng(2).normal(10, 3, 80)
FIRST = np.arange(80) % 2 == 0


def test_groups_of_a_plain_sample_differ_as_independent_ones_do() -> None:
    found = mean_difference(Y, Design(np.ones(80)), FIRST, ~FIRST).estimate
    apart = [mean(Y[each], Design(np.ones(40))) for each in (FIRST, ~FIRST)]
    assert found.value == pytest.approx(apart[0].value - apart[1].value)
    alone = np.hypot(apart[0].std_error, apart[1].std_error)
    assert found.std_error == pytest.approx(alone, rel=0.02)


def test_clusters_that_hold_both_groups_take_their_common_part_away() -> None:
    clusters = np.arange(80) // 4
    shifted = Y + 20 * np.random.default_rng(4).normal(size=20)[clusters]
    found = mean_difference(shifted, Design(np.ones(80), clusters=clusters), FIRST, ~FIRST)
    assert (
        found.estimate.std_error
        < 1.5
        < mean(shifted, Design(np.ones(80), clusters=clusters)).std_error
    )


def test_a_group_against_itself_has_no_difference_and_no_test() -> None:
    found = mean_difference(Y, Design(np.ones(80)), FIRST, FIRST)
    assert found.estimate.value == found.estimate.std_error == 0
    assert np.isnan([found.t, found.p]).all()


def test_the_test_is_that_of_student() -> None:
    found = with_test(mean(Y - 10, Design(np.ones(80))))
    expected = stats.ttest_1samp(Y, 10)
    assert (found.t, found.p) == pytest.approx((expected.statistic, expected.pvalue))


def test_a_plain_sample_has_pearsons_chi_squared_with_n_less_one() -> None:
    """Rao and Scott's first order divides by n/(n - 1), the only effect that such a design has."""
    rows, columns = np.array(["a", "b"])[(Y > 9).astype(int)], FIRST
    found = independence(rows, columns, Design(np.ones(80)), order=1)
    table = [[int(((rows == r) & (columns == c)).sum()) for c in (0, 1)] for r in "ab"]
    expected = stats.chi2_contingency(table, correction=False)
    assert found.statistic == pytest.approx(expected.statistic)
    assert found.p == pytest.approx(stats.chi2.sf(expected.statistic * 79 / 80, 1))


def test_questions_that_have_nothing_to_do_with_each_other_are_seldom_found_to() -> None:
    random = np.random.default_rng(8)
    clusters = np.repeat(np.arange(30), 6)
    design = Design(random.uniform(1, 3, 180), clusters=clusters)
    false = 0
    for _ in range(300):
        rows = (random.normal(size=30)[clusters] + random.normal(size=180)) > 0
        columns = (random.normal(size=30)[clusters] + random.normal(size=180)) // 1 % 3
        false += independence(rows, columns, design).p < 0.05
    assert false / 300 <= 0.09


def test_a_table_names_its_levels_and_sums_to_one() -> None:
    found = cross_table(np.where(Y > 9, "more", "less"), FIRST, Design(np.ones(80)), Y < 14)
    assert (found.rows, found.columns) == (("less", "more"), ("False", "True"))
    assert sum(each.value for row in found.shares for each in row) == pytest.approx(1)


def test_tables_that_test_nothing_are_refused() -> None:
    with pytest.raises(DesignError, match="two levels"):
        independence(np.full(80, "a"), FIRST, Design(np.ones(80)))
    with pytest.raises(DesignError, match="order"):
        independence(FIRST, FIRST, Design(np.ones(80)), order=3)
    with pytest.raises(DesignError, match="shape"):
        cross_table(FIRST[1:], FIRST, Design(np.ones(80)))

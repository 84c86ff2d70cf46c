"""Tables of counts, exact where small; rank correlation, kappa and net change of two rounds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from app.foresight import delphi
from app.foresight.delphi.tables import mcnemar_of
from app.foresight.errors import AnswerError
from tests.unhurried import unhurried

TWO_BY_TWO = st.lists(st.integers(0, 8), min_size=4, max_size=4)


@unhurried(60)
@given(TWO_BY_TWO)
def test_two_by_two_is_exact_over_all_tables_of_the_margins(cells: list[int]) -> None:
    table = np.array(cells).reshape(2, 2)
    found = delphi.chi_squared(table)
    if found is None or found.method != "exact":
        return
    row, column, whole = table[0].sum(), table[:, 0].sum(), table.sum()
    distribution = stats.hypergeom(whole, row, column)
    expected = row * column / whole
    seen = abs(table[0, 0] - expected)
    p = sum(distribution.pmf(k) for k in range(whole + 1) if abs(k - expected) >= seen - 1e-9)
    assert found.p == pytest.approx(min(p, 1.0))


def test_large_counts_take_the_chi_squared_distribution() -> None:
    table = [[20, 30, 25], [25, 25, 30]]
    found, expected = delphi.chi_squared(table), stats.chi2_contingency(table, correction=False)
    assert found is not None
    assert (found.method, found.p) == ("chi-squared", found.p_chi2)
    assert (found.chi2, found.p) == pytest.approx((expected.statistic, expected.pvalue))


def test_drawn_tables_need_a_seed_and_come_out_the_same() -> None:
    table = [[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]]
    first, again, other = (delphi.chi_squared(table, seed=seed) for seed in (5, 5, 6))
    assert first == again != other


def test_drawn_and_exact_agree() -> None:
    many = np.array([[3, 0, 2, 1, 4], [0, 3, 2, 5, 0], [2, 2, 0, 1, 3]]) * 2
    drawn = delphi.chi_squared(many)
    reference = stats.chi2_contingency(
        many,
        correction=False,
        method=stats.PermutationMethod(n_resamples=9999, rng=np.random.default_rng(1)),
    )
    assert drawn is not None
    assert drawn.p == pytest.approx(reference.pvalue, abs=0.01)


@pytest.mark.parametrize("table", [[], [[]], [[3, 4]], [[3], [4]], [[0, 0], [1, 2]]])
def test_one_row_or_column_is_no_table(table: list[list[int]]) -> None:
    if table:
        assert delphi.chi_squared(table) is None
    else:
        with pytest.raises(AnswerError):
            delphi.chi_squared(table)


@pytest.mark.parametrize("table", [[[1.5, 2], [3, 4]], [[-1, 2], [3, 4]]])
def test_what_is_no_count_is_refused(table: list[list[float]]) -> None:
    with pytest.raises(AnswerError):
        delphi.chi_squared(table)


def test_mcnemar_is_exact_up_to_25_changes() -> None:
    few = delphi.mcnemar(1, 9)
    assert (few.p, few.method) == (pytest.approx(22 / 1024), "exact")
    assert delphi.mcnemar(0, 0).p == 1
    assert delphi.mcnemar(0, 0).chi2 is None
    assert (delphi.mcnemar(12, 13).method, delphi.mcnemar(13, 13).method) == (
        "exact",
        "chi-squared",
    )
    assert delphi.mcnemar(13, 13).p == 1
    with pytest.raises(AnswerError):
        delphi.mcnemar(-1, 3)


def test_mcnemar_takes_just_two_answers() -> None:
    found = mcnemar_of([0, 0, 1, 1, None], [1, 1, 0, 1, 1])
    assert found is not None
    assert (found.raised, found.lowered) == (2, 1)
    assert mcnemar_of([1, 2, 3], [1, 2, 3]) is None
    assert mcnemar_of([], []) is None


def test_rank_correlation_is_exact_up_to_eight_pairs() -> None:
    few = delphi.spearman([1, 2, 3, 4], [1, 2, 3, 4])
    assert (few.rho, few.p, few.method) == (pytest.approx(1), pytest.approx(2 / 24), "exact")
    many = delphi.spearman(range(9), [0, 2, 1, 3, 5, 4, 6, 8, 7])
    expected = stats.spearmanr(range(9), [0, 2, 1, 3, 5, 4, 6, 8, 7])
    assert (many.rho, many.p) == pytest.approx((expected.statistic, expected.pvalue))
    assert delphi.spearman(range(20), range(20)).p == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("first", "second"),
    [([], []), ([1, 2], [1, 2]), ([3, 3, 3], [1, 2, 3]), ([1, 2, 3], [4, 4, 4])],
)
def test_no_rank_correlation_without_variety(first: list[int], second: list[int]) -> None:
    assert delphi.spearman(first, second).rho is None


def test_kappa_by_hand() -> None:
    """Agreement 0.7, by chance 0.5."""
    before = [1] * 5 + [2] * 5
    after = [1] * 4 + [2] + [1] * 2 + [2] * 3
    assert delphi.kappa(before, after) == pytest.approx((0.7 - 0.5) / 0.5)
    for weights in ("plain", "linear", "quadratic"):
        assert delphi.kappa(before, before, weights) == 1
        assert delphi.kappa([2, 2], [2, 2], weights) is None
        assert delphi.kappa([], [], weights) is None
    with pytest.raises(AnswerError, match="no weights"):
        delphi.kappa([1], [1], "cubic")


def test_net_change_sees_the_whole_and_not_the_single_expert() -> None:
    assert delphi.net_change([1, 2], [2, 1]) == 0
    assert delphi.net_change([1, 1], [5, 5]) == 1
    assert delphi.net_change([None], [1]) is None

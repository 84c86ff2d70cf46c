"""Kendall's W and Krippendorff's alpha where ranks tie, miss or say nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from app.foresight import delphi
from app.foresight.errors import AnswerError
from tests.unhurried import unhurried

GAP = float("nan")
TABLES = arrays(
    np.float64,
    st.tuples(st.integers(3, 6), st.integers(3, 6)),
    elements=st.integers(1, 4).map(float),
)


def test_the_same_order_is_full_concordance() -> None:
    found = delphi.kendall_w([[1, 2, 3], [10, 20, 30], [0.1, 0.2, 0.3]])
    assert (found.w, found.strength, found.rank_sums) == (1, "strong", (3, 6, 9))


def test_two_judges_in_opposite_order_have_none() -> None:
    found = delphi.kendall_w([[1, 2, 3], [3, 2, 1]])
    assert (found.w, found.chi2, found.p) == (0, 0, 1)


@pytest.mark.parametrize(
    "scores",
    [[], [[]], np.empty((0, 3)), [[1, 2, 3]], [[1], [2]], [[4, 4], [4, 4]], [[1, GAP], [GAP, 2]]],
)
def test_where_it_is_not_defined_it_is_not_one(scores: list[list[float]]) -> None:
    found = delphi.kendall_w(scores)
    assert (found.w, found.chi2, found.p, found.strength) == (None, None, None, "undefined")


def test_a_judge_with_a_gap_is_left_out_and_counted() -> None:
    found = delphi.kendall_w([[1, 2, 3], [1, GAP, 2], [2, 1, 3]])
    assert found == delphi.Concordance(
        w=0.75, chi2=3, df=2, p=found.p, rank_sums=(3, 3, 6), judges=2, left_out=1
    )


@unhurried()
@given(TABLES)
def test_it_is_friedmans_test(scores: np.ndarray) -> None:
    found = delphi.kendall_w(scores)
    if found.w is not None:
        expected = stats.friedmanchisquare(*scores.T)
        assert (found.chi2, found.p) == (
            pytest.approx(expected.statistic, abs=1e-9),
            pytest.approx(expected.pvalue, abs=1e-9),
        )
        assert -1e-12 <= found.w <= 1 + 1e-12


@pytest.mark.parametrize("scores", [[1, 2, 3], [["a", "b"]], [[1, float("inf")]], [[1], [2, 3]]])
def test_what_is_no_table_is_refused(scores: list[object]) -> None:
    with pytest.raises(AnswerError):
        delphi.kendall_w(scores)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha_is_one_where_all_agree_and_undefined_without_variety(level: str) -> None:
    assert delphi.krippendorff([[1, 2, 3], [1, 2, 3]], level) == pytest.approx(1)
    for scores in ([], [[GAP, 1]], [[1, GAP], [GAP, 2]], [[2, 2], [2, 2]]):
        assert delphi.krippendorff(scores, level) is None


def test_alpha_below_zero_is_told() -> None:
    """Two coders, always apart: coincidences 2 off the diagonal; alpha = 1 - 3 * 4 / 8."""
    assert delphi.krippendorff([[1, 2], [2, 1]], "nominal") == pytest.approx(-0.5)


def test_alpha_refuses_an_unknown_level_and_ratios_below_zero() -> None:
    with pytest.raises(AnswerError, match="no level of measurement"):
        delphi.krippendorff([[1, 2]], "metric")
    with pytest.raises(AnswerError, match="0 and above"):
        delphi.krippendorff([[-1, 2], [-1, 3]], "ratio")
    assert delphi.krippendorff([[0, 2], [0, 2]], "ratio") == pytest.approx(1)

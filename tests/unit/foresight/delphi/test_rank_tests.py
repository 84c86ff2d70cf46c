"""Wilcoxon's two tests: exact with ties, and as R beyond."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from app.foresight import delphi
from app.foresight.errors import AnswerError
from tests.unhurried import unhurried

SHORT = st.lists(st.integers(1, 5), min_size=1, max_size=7)


@unhurried(50)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=8))
def test_signed_ranks_are_exact_over_every_sign(pairs: list[tuple[int, int]]) -> None:
    first, second = zip(*pairs, strict=True)
    found = delphi.wilcoxon(first, second)
    gaps = [one - other for one, other in pairs if one != other]
    ranks = stats.rankdata(np.abs(gaps)) if gaps else np.empty(0)
    sums = [np.dot(signs, ranks) for signs in product((0, 1), repeat=len(gaps))]
    above = np.mean(np.array(sums) >= found.statistic - 1e-9)
    below = np.mean(np.array(sums) <= found.statistic + 1e-9)
    assert (found.p, found.n) == (pytest.approx(min(1, 2 * above, 2 * below)), len(gaps))


@unhurried(50)
@given(SHORT, SHORT)
def test_rank_sums_are_exact_over_every_choice(first: list[int], second: list[int]) -> None:
    found = delphi.mann_whitney(first, second, "less")
    ranks, m = stats.rankdata([*first, *second]), len(first)
    sums = [sum(chosen) for chosen in combinations(ranks.tolist(), m)]
    seen = found.statistic + m * (m + 1) / 2
    assert found.p == pytest.approx(np.mean(np.array(sums) <= seen + 1e-9))


def test_twenty_five_pairs_are_exact_and_twenty_six_are_not() -> None:
    rising = np.arange(1.0, 27)
    assert delphi.wilcoxon(rising[:25], np.zeros(25)).method == "exact"
    assert delphi.wilcoxon(rising, np.zeros(26)).method == "normal"
    unmoved = delphi.wilcoxon([*rising[:25], 0, 0, 0], np.zeros(28))
    assert (unmoved.n, unmoved.method) == (25, "exact")
    assert delphi.wilcoxon(rising[:25], np.zeros(25)).p == pytest.approx(2 / 2**25)


@pytest.mark.parametrize("alternative", ["two-sided", "greater", "less"])
def test_beyond_it_is_the_corrected_normal(alternative: str) -> None:
    random = np.random.default_rng(3)
    first = random.integers(1, 6, 60) * 1.0
    second = np.clip(first + random.integers(-1, 3, 60), 1, 5)
    expected = stats.wilcoxon(
        first, second, correction=True, alternative=alternative, method="asymptotic"
    )
    assert delphi.wilcoxon(first, second, alternative).p == pytest.approx(expected.pvalue)
    sums = stats.mannwhitneyu(first, second, alternative=alternative, method="asymptotic")
    found = delphi.mann_whitney(first, second, alternative)
    assert (found.statistic, found.p) == (sums.statistic, pytest.approx(sums.pvalue))


def test_differences_that_should_tie_do() -> None:
    assert delphi.wilcoxon([0.3, 0.2, 0.0], [0.2, 0.1, 0.1]).statistic == 4


def test_nothing_to_compare() -> None:
    assert delphi.wilcoxon([], []).p is None
    assert delphi.wilcoxon([1, None], [None, 2]).p is None
    assert delphi.wilcoxon([3, 4], [3, 4]).p == 1
    assert delphi.mann_whitney([], [1, 2]).p is None
    assert delphi.mann_whitney([1], [None]).p is None
    assert delphi.mann_whitney([2] * 40, [2] * 40).p == 1


def test_another_alternative_is_refused() -> None:
    with pytest.raises(AnswerError, match="no alternative"):
        delphi.wilcoxon([1], [2], "both")
    with pytest.raises(AnswerError, match="no alternative"):
        delphi.mann_whitney([1], [2], "both")

"""Delphi statistics against published results. "Derived": computed elsewhere, not published."""

import numpy as np
import pytest

from app.foresight import delphi
from app.foresight.delphi.pairs import crossed
from app.foresight.delphi.quantiles import quartiles

GAP = None
RANKED = [
    [1, 3, 4, 5, 2, 8, 6, 7, 10, 9],
    [2, 1, 4, 5, 6, 3, 8, 7, 10, 9],
    [3, 2, 1, 5, 7, 4, 6, 8, 9, 10],
    [4, 2, 3, 1, 6, 7, 5, 9, 8, 10],
]
# Hollander and Wolfe 1973, p. 140: times of 22 players rounding first base by three methods.
ROUND_TIMES = [
    [5.40, 5.50, 5.55], [5.85, 5.70, 5.75], [5.20, 5.60, 5.50], [5.55, 5.50, 5.40],
    [5.90, 5.85, 5.70], [5.45, 5.55, 5.60], [5.40, 5.40, 5.35], [5.45, 5.50, 5.35],
    [5.25, 5.15, 5.00], [5.85, 5.80, 5.70], [5.25, 5.20, 5.10], [5.65, 5.55, 5.45],
    [5.60, 5.35, 5.45], [5.05, 5.00, 4.95], [5.50, 5.50, 5.40], [5.45, 5.55, 5.50],
    [5.55, 5.55, 5.35], [5.45, 5.50, 5.55], [5.50, 5.45, 5.25], [5.65, 5.60, 5.40],
    [5.70, 5.65, 5.55], [6.30, 6.30, 6.25],
]  # fmt: skip
FIRST = [3, 4, 2, 5, 4, 3, 3, 2, 4, 5, 1, 3]
SECOND = [4, 4, 3, 5, 4, 4, 3, 3, 4, 4, 2, 3]
POLARISED = [1, 1, 1, 1, 2, 2, 5, 5, 5, 5, 4, 4]
CODED = [
    [GAP, GAP, GAP, GAP, GAP, 3, 4, 1, 2, 1, 1, 3, 3, GAP, 3],
    [1, GAP, 2, 1, 3, 3, 4, 3, GAP, GAP, GAP, GAP, GAP, GAP, GAP],
    [GAP, GAP, 2, 1, 3, 4, 4, GAP, 2, 1, 1, 3, 3, GAP, 4],
]


def test_kendall_without_ties() -> None:
    """Four judges on ten projects, sum of squared deviations 1048 (scribd document 659863121)."""
    found = delphi.kendall_w(RANKED)
    assert found.w == pytest.approx(0.793939, abs=5e-7)
    assert (found.chi2, found.df) == (pytest.approx(28.5818, abs=5e-5), 9)
    assert found.p == pytest.approx(0.000762, abs=5e-7)
    assert sum((each - 22) ** 2 for each in found.rank_sums) == 1048


def test_kendall_with_ties() -> None:
    """R, help of friedman.test: chi-squared 11.143, df 2, p 0.003805; W derived from it."""
    found = delphi.kendall_w(ROUND_TIMES)
    assert found.rank_sums == (53, 47, 32)
    assert (found.chi2, found.df) == (pytest.approx(11.142857, abs=5e-7), 2)
    assert found.p == pytest.approx(0.003805041, abs=5e-10)
    assert found.w == pytest.approx(0.253247, abs=5e-7)


def test_krippendorff_of_three_coders_with_gaps() -> None:
    """Wikipedia, "Krippendorff's alpha": nominal 0.691, interval 0.811; ordinal derived."""
    assert delphi.krippendorff(CODED, "nominal") == pytest.approx(0.691358, abs=5e-7)
    assert delphi.krippendorff(CODED, "interval") == pytest.approx(0.810845, abs=5e-7)
    assert delphi.krippendorff(CODED, "ordinal") == pytest.approx(0.806721, abs=5e-7)


def test_wilcoxon_of_depression_scores() -> None:
    """R, help of wilcox.test (Hollander and Wolfe 1973, p. 29): V = 40, p = 0.01953."""
    first = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
    second = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
    found = delphi.wilcoxon(first, second, "greater")
    assert (found.statistic, found.p, found.method) == (40, 0.01953125, "exact")


def test_wilcoxon_as_r_approximates_it_with_ties() -> None:
    """Derived, R 4 wilcox.test(paired = TRUE, exact = FALSE): 0.12943, uncorrected 0.10247."""
    corrected = delphi.wilcoxon(FIRST, SECOND, most_exact=0)
    plain = delphi.wilcoxon(FIRST, SECOND, most_exact=0, is_corrected=False)
    assert (corrected.method, plain.method) == ("normal", "normal")
    assert corrected.p == pytest.approx(0.12943, abs=5e-6)
    assert plain.p == pytest.approx(0.10247, abs=5e-6)


def test_mann_whitney_of_permeability_constants() -> None:
    """R, help of wilcox.test (Hollander and Wolfe 1973, p. 69): W = 35, p = 0.1272."""
    at_term = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    early = [1.15, 0.88, 0.90, 0.74, 1.21]
    found = delphi.mann_whitney(at_term, early, "greater")
    assert (found.statistic, found.p) == (35, pytest.approx(0.1272, abs=5e-5))


def test_mcnemar_of_approval_ratings() -> None:
    """Table 794, 150, 86, 570 of Agresti 1990, p. 350; results derived, in R and statsmodels."""
    found = delphi.mcnemar(86, 150)
    assert found.chi2_corrected == pytest.approx(16.818, abs=5e-4)
    assert found.p_corrected == pytest.approx(4.115e-05, abs=5e-9)
    assert (found.chi2, found.p_chi2) == (
        pytest.approx(17.356, abs=5e-4),
        pytest.approx(3.099e-05, abs=5e-9),
    )
    assert (found.p, found.method) == (found.p_corrected, "chi-squared")


def test_fisher_tasting_tea() -> None:
    """R, help of fisher.test (Agresti 1990, p. 61), the two-sided test: p = 0.4857."""
    found = delphi.chi_squared([[3, 1], [1, 3]])
    assert found is not None
    assert (found.method, found.p) == ("exact", pytest.approx(0.4857, abs=5e-5))


def test_job_satisfaction_by_permutation() -> None:
    """Agresti 2002, p. 57: X2 = 5.9655, 9 degrees; R help of chisq.test simulates p near 0.77."""
    table = [[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]]
    found = delphi.chi_squared(table, seed=1)
    assert found is not None
    assert (found.chi2, found.df) == (pytest.approx(5.9655, abs=5e-5), 9)
    assert (found.method, found.p) == ("permutation", pytest.approx(0.77, abs=0.015))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (FIRST, (3, 2.75, 4, 1.25, 3.25, 1.2154, 0.3740, 0.1852, 0.4167, 0.25, 0.5662, 0.291667)),
        (SECOND, (4, 3, 4, 1, 3.5833, 0.7930, 0.2213, 0.1429, 0.5833, 0.0833, 0.7317, 0.625)),
    ],
)
def test_two_rounds_each(answers: list[int], expected: tuple[float, ...]) -> None:
    """Derived: two independent computations."""
    found = delphi.summary(answers)
    got = (
        found.median, found.q1, found.q3, found.iqr, found.mean, found.sd, found.cv, found.cqv,
        found.top, found.bottom, found.tastle_wierman, found.eijk,
    )  # fmt: skip
    assert got == pytest.approx(expected, abs=5e-5)


def test_two_rounds_together() -> None:
    """Derived: R and scipy agree, but for Wilcoxon, whose exact conditional p is 2 x 7/64."""
    found = delphi.stability(FIRST, SECOND)
    assert (found.wilcoxon.statistic, found.wilcoxon.p) == (3.5, 0.21875)
    assert found.spearman.rho == pytest.approx(0.852646, abs=5e-7)
    assert found.spearman.p == pytest.approx(0.000425, abs=5e-7)
    kappas = (found.kappa, found.kappa_linear, found.kappa_quadratic)
    assert kappas == pytest.approx((0.320755, 0.55, 0.755102), abs=5e-7)
    assert found.net_change == pytest.approx(0.25)
    assert found.individual is not None
    assert found.group is not None
    individual, group = found.individual, found.group
    assert (individual.chi2, individual.df) == (pytest.approx(24.0), 12)
    assert individual.p_chi2 == pytest.approx(0.02034, abs=5e-6)
    assert (group.chi2, group.df) == (pytest.approx(2.66667, abs=5e-6), 4)
    assert group.p_chi2 == pytest.approx(0.61506, abs=5e-6)
    assert (individual.method, group.method) == ("exact", "exact")


def test_a_polarised_panel() -> None:
    """Derived: the bimodality coefficient misses it, A and the quartiles do not."""
    found = delphi.summary(POLARISED)
    assert (found.median, found.iqr) == (3, 4)
    assert found.eijk == pytest.approx(-0.425926, abs=5e-7)
    assert found.tastle_wierman == pytest.approx(0.1950, abs=5e-5)
    split = delphi.dissent(POLARISED)
    assert split.bimodality == pytest.approx(0.5149, abs=5e-5)
    assert split.reasons == ("agreement below zero", "two modes")


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((1, 1, 1, 1, 1), 0.0), ((10, 0, 0, 0, 10), -1.0), ((0, 0, 7, 0, 0), 1.0)],
)
def test_the_limits_of_van_der_eijk(counts: tuple[int, ...], expected: float) -> None:
    """Van der Eijk 2001, Quality and Quantity 35:325."""
    assert delphi.van_der_eijk(counts) == pytest.approx(expected)


@pytest.mark.parametrize("quantile_type", range(1, 10))
def test_types_of_quantiles_differ(quantile_type: int) -> None:
    """Derived: R's type 7 gives 2.25, all others 2."""
    answers = np.array([1.0, 2, 2, 3, 4, 4, 5, 5, 5, 5])
    expected = 2.25 if quantile_type == 7 else 2.0
    assert quartiles(answers, quantile_type)[0] == expected


def test_the_crossing_of_two_rounds_holds_every_pair() -> None:
    table = crossed(np.array(FIRST) * 1.0, np.array(SECOND) * 1.0)
    assert table.sum() == len(FIRST)
    assert np.diagonal(table).tolist() == [0, 0, 2, 3, 1]

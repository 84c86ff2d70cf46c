"""Rank tests of two rounds and of two groups, exact where answers are few."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from app.estimation.arrays import Floats, Ints
from app.foresight.delphi.answers import numbers, paired
from app.foresight.delphi.ranks import ranked
from app.foresight.errors import AnswerError

Alternative = Literal["two-sided", "greater", "less"]
MOST_EXACT_PAIRS = 25
MOST_EXACT_ANSWERS = 50
DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class RankTest:
    """A statistic and how surprising it is. n: pairs that differ, or answers compared.

    method exact: every way the ranks could have fallen, given ties; normal: approximation,
    corrected for ties and continuity. p is None where there is nothing to compare.
    """

    statistic: float
    p: float | None
    n: int
    method: Literal["exact", "normal"]


def wilcoxon(
    first: ArrayLike,
    second: ArrayLike,
    alternative: Alternative = "two-sided",
    *,
    most_exact: int = MOST_EXACT_PAIRS,
    is_corrected: bool = True,
) -> RankTest:
    """Signed rank test of first less second, pair by pair; pairs with a gap count for nothing.

    statistic: V, the sum of ranks of the differences above 0. Pairs without difference are
    dropped; ties share their mean rank. Up to most_exact pairs that differ the p-value is exact,
    ties or not; beyond, the normal approximation of R's wilcox.test, is_corrected: for continuity.
    Differences that agree to 12 digits of the largest are ties. No pair that differs: p = 1. No
    pair: p is None.
    Source: Wilcoxon 1945, Biometrics Bulletin 1:80; Pratt and Gibbons 1981. Raises AnswerError.
    """
    _check(alternative)
    one, other = paired(first, second)
    differences = _rounded(one - other)
    differences = differences[differences != 0]
    ranks = ranked(np.abs(differences))
    v = float(ranks[differences > 0].sum())
    if not one.size:
        return RankTest(statistic=v, p=None, n=0, method="exact")
    if ranks.size <= most_exact or not ranks.size:
        ways = _ways_of_signs(_doubled(ranks))
        p = _exact(ways, round(2 * v), alternative)
        return RankTest(statistic=v, p=p, n=ranks.size, method="exact")
    tied = _cubes(ranks)
    n = ranks.size
    deviation = np.sqrt(n * (n + 1) * (2 * n + 1) / 24 - tied / 48)
    away = v - n * (n + 1) / 4
    p = _normal(away, float(deviation), alternative, correction=0.5 * is_corrected)
    return RankTest(statistic=v, p=p, n=n, method="normal")


def mann_whitney(
    first: ArrayLike, second: ArrayLike, alternative: Alternative = "two-sided"
) -> RankTest:
    """Rank sum test of two groups; gaps count for nothing.

    statistic: W, in how many pairs the first group's answer is the higher one, ties one half.
    Up to 50 answers together exact, ties or not; beyond, normal as in R's wilcox.test. An empty
    group: p is None. Source: Mann and Whitney 1947. Raises AnswerError.
    """
    _check(alternative)
    one, other = (each[~np.isnan(each)] for each in (numbers(first), numbers(second)))
    n, m = one.size + other.size, one.size
    if not m or m == n:
        return RankTest(statistic=0.0, p=None, n=n, method="exact")
    ranks = ranked(np.concatenate([one, other]))
    least = m * (m + 1) / 2
    w = float(ranks[:m].sum() - least)
    if n <= MOST_EXACT_ANSWERS:
        ways = _ways_of_choosing(_doubled(ranks), m)
        p = _exact(ways, round(2 * (w + least)), alternative)
        return RankTest(statistic=w, p=p, n=n, method="exact")
    spread = m * (n - m) / 12 * (n + 1 - _cubes(ranks) / (n * (n - 1)))
    p = _normal(w - m * (n - m) / 2, float(np.sqrt(spread)), alternative)
    return RankTest(statistic=w, p=p, n=n, method="normal")


def _check(alternative: str) -> None:
    if alternative not in get_args(Alternative):
        raise AnswerError(
            f"{alternative!r} is no alternative: take one of {get_args(Alternative)}."
        )


def _rounded(differences: Floats) -> Floats:
    """So that 0.3 - 0.2 ties with 0.2 - 0.1."""
    largest = float(np.abs(differences).max(initial=0.0))
    if largest == 0:
        return differences
    return np.round(differences / largest, DIGITS)


def _doubled(ranks: Floats) -> Ints:
    """Mean ranks of ties end in a half: doubled, all are whole."""
    return np.round(2 * ranks).astype(np.intp)


def _cubes(ranks: Floats) -> float:
    """Sum of t^3 - t over ties."""
    counts = np.unique(ranks, return_counts=True)[1].astype(np.float64)
    return float((counts**3 - counts).sum())


def _ways_of_signs(ranks: Ints) -> Floats:
    """Share of all signs that give each sum of ranks, by sum."""
    ways = np.zeros(int(ranks.sum()) + 1)
    ways[0] = 1.0
    for rank in ranks.tolist():
        moved = np.zeros_like(ways)
        moved[rank:] = ways[: ways.size - rank]
        ways = (ways + moved) / 2
    return ways


def _ways_of_choosing(ranks: Ints, m: int) -> Floats:
    """Share of all choices of m ranks that give each sum, by sum."""
    ways = np.zeros((m + 1, int(ranks.sum()) + 1))
    ways[0, 0] = 1.0
    for rank in ranks.tolist():
        ways[1:, rank:] += ways[:-1, : ways.shape[1] - rank].copy()
    found: Floats = ways[m] / ways[m].sum()
    return found


def _exact(shares: Floats, at: int, alternative: Alternative) -> float:
    at_least, at_most = float(shares[at:].sum()), float(shares[: at + 1].sum())
    if alternative == "greater":
        return at_least
    return at_most if alternative == "less" else min(1.0, 2 * min(at_least, at_most))


def _normal(
    distance: float, deviation: float, alternative: Alternative, *, correction: float = 0.5
) -> float:
    """correction: for continuity. All answers alike: 1."""
    if deviation == 0:
        return 1.0
    if alternative == "two-sided":
        nearer = max(abs(distance) - correction, 0.0)
        return min(1.0, 2 * float(special.ndtr(-nearer / deviation)))
    if alternative == "greater":
        return float(special.ndtr(-(distance - correction) / deviation))
    return float(special.ndtr((distance + correction) / deviation))

"""Tests on tables of counts, exact or by permutation where counts are small."""

from dataclasses import dataclass
from itertools import product
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from app.estimation.arrays import Bools, Floats, Ints
from app.foresight.delphi.answers import paired
from app.foresight.errors import AnswerError

FEWEST_EXPECTED = 5.0
MOST_TABLES = 200_000
MOST_COLUMNS = 5_000  # ways to fill one column
DRAWS = 9_999
MOST_NUMBERS = 5_000_000  # held at once
MOST_CELLS = 1_000_000  # of tables drawn at once
MOST_EXACT_PAIRS = 25
NEAR = 1e-9

TableMethod = Literal["chi-squared", "exact", "permutation"]
LARGE: Final[TableMethod] = "chi-squared"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTest:
    """Pearson's chi-squared of a table, without empty rows and columns.

    p: by method. p_chi2: by the chi-squared distribution, whatever the counts.
    least_expected: the smallest count expected.
    """

    chi2: float
    df: int
    p: float
    p_chi2: float
    method: TableMethod
    least_expected: float


def chi_squared(counts: ArrayLike, *, seed: int = 0) -> TableTest | None:
    """Whether rows and columns of a table have to do with each other; counts: whole, 0 or more.

    Where a count below 5 is expected, p is the share of all tables with the same margins, by
    their chance, that lie at least as far off; with over 200 000 such tables, of 9 999 drawn with
    the seed and the one seen. None where fewer than two rows or columns hold anything.
    Source: Agresti 1992, Statistical Science 7:131, section 2. Raises AnswerError.
    """
    table = _whole(counts)
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    if min(table.shape) < 2:
        return None
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    chi2 = float(((table - expected) ** 2 / expected).sum())
    df = (table.shape[0] - 1) * (table.shape[1] - 1)
    p_chi2, least = float(special.chdtrc(df, chi2)), float(expected.min())
    is_small = least < FEWEST_EXPECTED
    p, method = _small(table.astype(np.intp), chi2, seed) if is_small else (p_chi2, LARGE)
    return TableTest(chi2=chi2, df=df, p=p, p_chi2=p_chi2, method=method, least_expected=least)


def _whole(counts: ArrayLike) -> Floats:
    table = np.asarray(counts, dtype=np.float64)
    is_counted = table.ndim == 2 and np.isfinite(table).all() and (table >= 0).all()
    if not is_counted or (table % 1 != 0).any():
        raise AnswerError("A table of counts holds whole numbers, 0 or more: correct it.")
    return table


def _small(table: Ints, chi2: float, seed: int) -> tuple[float, TableMethod]:
    exact = _exact(table, chi2)
    return (_drawn(table, chi2, seed), "permutation") if exact is None else (exact, "exact")


def _exact(table: Ints, chi2: float) -> float | None:
    """Over every table with the same margins, column by column; None where they are too many."""
    lying = table if table.shape[0] <= table.shape[1] else table.T
    rows, columns = lying.sum(axis=1), lying.sum(axis=0)
    left, logs, sums = rows[None, :], np.zeros(1), np.zeros(1)
    for column in columns[:-1].tolist():
        ways = _fillings(column, rows)
        if ways is None or left.shape[0] * ways.size > MOST_NUMBERS:
            return None
        rest = left[:, None, :] - ways[None, :, :]
        fits = (rest >= 0).all(axis=2)
        one, other = np.nonzero(fits)
        left = rest[fits]
        logs = logs[one] - special.gammaln(ways + 1).sum(axis=1)[other]
        sums = sums[one] + (ways**2 / rows / column).sum(axis=1)[other]
        if left.shape[0] > MOST_TABLES:
            return None
    logs = logs - special.gammaln(left + 1).sum(axis=1)
    sums = sums + (left**2 / rows / columns[-1]).sum(axis=1)
    chances = np.exp(logs - logs.max())
    far = _is_as_far(rows.sum() * (sums - 1), chi2)
    return min(1.0, float(chances[far].sum() / chances.sum()))


def _fillings(column: int, rows: Ints) -> Ints | None:
    """Every way to share a column's count among the rows; shape (ways, rows)."""
    ranges = [range(min(column, row) + 1) for row in rows[:-1].tolist()]
    if np.prod([float(len(each)) for each in ranges]) > MOST_COLUMNS:
        return None
    firsts = np.array(list(product(*ranges)), dtype=np.intp)
    lasts = column - firsts.sum(axis=1)
    fits = (lasts >= 0) & (lasts <= rows[-1])
    found: Ints = np.column_stack([firsts, lasts])[fits]
    return found


def _drawn(table: Ints, chi2: float, seed: int) -> float:
    """Share of tables, the one seen among them, that lie as far off; columns dealt anew."""
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    random = np.random.default_rng(seed)
    row_of = np.repeat(np.arange(rows.size), rows) * columns.size
    column_of = np.repeat(np.arange(columns.size), columns)
    below = np.outer(rows, columns).ravel()
    far, left, at_once = 1, DRAWS, max(1, MOST_CELLS // max(below.size, row_of.size))
    while left:
        draws = min(left, at_once)
        dealt = random.permuted(np.tile(column_of, (draws, 1)), axis=1) + row_of
        dealt += below.size * np.arange(draws)[:, None]
        counts = np.bincount(dealt.ravel(), minlength=draws * below.size)
        sums = (counts.reshape(draws, -1) ** 2 / below).sum(axis=1)
        far += int(_is_as_far(rows.sum() * (sums - 1), chi2).sum())
        left -= draws
    return far / (DRAWS + 1)


def _is_as_far(found: Floats, chi2: float) -> Bools:
    return np.asarray(found >= chi2 - NEAR * max(chi2, 1.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class McNemar:
    """Two answers, before and after. p: exact up to 25 pairs that changed, else corrected.

    raised, lowered: pairs that changed to the higher or the lower answer.
    chi2 and chi2_corrected (by 1 for continuity) are None where nothing changed.
    """

    raised: int
    lowered: int
    chi2: float | None
    p_chi2: float | None
    chi2_corrected: float | None
    p_corrected: float | None
    p: float
    method: Literal["exact", "chi-squared"]


def mcnemar(raised: int, lowered: int) -> McNemar:
    """Whether more changed one way than the other. Source: McNemar 1947, Psychometrika 12:153.

    Exact: two-sided binomial with one half. Raises AnswerError.
    """
    if min(raised, lowered) < 0:
        raise AnswerError("Numbers of pairs that changed are 0 or more: correct them.")
    changed, gap = raised + lowered, abs(raised - lowered)
    chi2 = gap**2 / changed if changed else None
    corrected = max(gap - 1, 0) ** 2 / changed if changed else None
    p_corrected = None if corrected is None else float(special.chdtrc(1, corrected))
    exact = min(1.0, 2 * float(special.bdtr(min(raised, lowered), changed, 0.5)))
    is_exact = p_corrected is None or changed <= MOST_EXACT_PAIRS
    return McNemar(
        raised=raised,
        lowered=lowered,
        chi2=chi2,
        p_chi2=None if chi2 is None else float(special.chdtrc(1, chi2)),
        chi2_corrected=corrected,
        p_corrected=p_corrected,
        p=exact if is_exact or p_corrected is None else p_corrected,
        method="exact" if is_exact else "chi-squared",
    )


def mcnemar_of(before: ArrayLike, after: ArrayLike) -> McNemar | None:
    """From two rounds of the same experts; None unless just two answers occur. AnswerError."""
    first, second = paired(before, after)
    if np.unique(np.concatenate([first, second])).size != 2:
        return None
    return mcnemar(int((second > first).sum()), int((second < first).sum()))

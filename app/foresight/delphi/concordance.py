"""How far experts order or value several items alike."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from app.estimation.arrays import Floats
from app.foresight.delphi.ranks import ranked
from app.foresight.errors import AnswerError

Level = Literal["nominal", "ordinal", "interval", "ratio"]
STRONG, MODERATE = 0.7, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance:
    """Kendall's W in [0, 1], corrected for ties, with its test.

    w is None where it is not defined: fewer than two judges or two items, or every judge ties
    all items. rank_sums: an item each, rank 1 for the lowest score, ties share their mean rank.
    left_out: judges who did not judge every item.
    """

    w: float | None
    chi2: float | None
    df: int
    p: float | None
    rank_sums: tuple[float, ...]
    judges: int
    left_out: int

    @property
    def strength(self) -> Literal["strong", "moderate", "weak", "undefined"]:
        """In words: 0.7 and above, 0.5 and above, below (Schmidt 1997)."""
        if self.w is None:
            return "undefined"
        if self.w >= STRONG:
            return "strong"
        return "moderate" if self.w >= MODERATE else "weak"


def kendall_w(scores: ArrayLike) -> Concordance:
    """Concordance of judges on items: 1 all order them alike, 0 as if by chance.

    scores: shape (judges, items), scores or ranks; a row with a gap (nan) is left out and
    counted. W = 12 S / (m^2 (n^3 - n) - m T), T the sum of t^3 - t over ties; chi2 = m (n - 1) W
    with n - 1 degrees of freedom, an approximation that is rough for few judges and items.
    Source: Kendall and Babington Smith 1939, Annals of Mathematical Statistics 10:275.
    Raises AnswerError.
    """
    table = _table(scores)
    whole = table[~np.isnan(table).any(axis=1)]
    judges, items = whole.shape
    ranks = np.array([ranked(row) for row in whole]) if whole.size else whole
    sums = ranks.sum(axis=0)
    ties = sum(_ties(row) for row in whole)
    below = judges**2 * (items**3 - items) - judges * ties
    df, w, chi2, p = max(items - 1, 0), None, None, None
    if judges > 1 and items > 1 and below > 0:
        w = float(12 * ((sums - sums.mean()) ** 2).sum() / below)
        chi2 = judges * df * w
        p = float(special.chdtrc(df, chi2))
    return Concordance(
        w=w,
        chi2=chi2,
        df=df,
        p=p,
        rank_sums=tuple(sums.tolist()),
        judges=judges,
        left_out=table.shape[0] - judges,
    )


def many_w(scores: Floats) -> Floats:
    """Kendall's W of each of many tables, as kendall_w() gives it; nan where it is not defined.

    scores: shape (tables, judges, items), without gaps.
    """
    _, judges, items = scores.shape
    ranks, ties = mean_ranks(scores), _many_ties(scores)
    sums = ranks.sum(axis=1)
    below = judges**2 * (items**3 - items) - judges * ties
    spread = ((sums - sums.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
    found: Floats = np.where(below > 0, 12 * spread / np.where(below > 0, below, 1.0), np.nan)
    return found


def mean_ranks(scores: Floats) -> Floats:
    """From 1 up along the last axis; ties share the mean of their ranks."""
    lower = (scores[..., None, :] < scores[..., :, None]).sum(axis=-1)
    alike = (scores[..., None, :] == scores[..., :, None]).sum(axis=-1)
    found: Floats = lower + (alike + 1) / 2
    return found


def _many_ties(scores: Floats) -> Floats:
    """The sum of t^3 - t over the ties of each table."""
    alike = (scores[..., None, :] == scores[..., :, None]).sum(axis=-1)
    found: Floats = (alike.astype(np.float64) ** 2 - 1).sum(axis=(-2, -1))
    return found


def _table(scores: ArrayLike) -> Floats:
    try:
        table = np.asarray(scores, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise AnswerError("Scores are a table of numbers: a row a judge, a column an item.") from (
            error
        )
    if table.size == 0 and table.ndim < 2:
        return table.reshape(0, 0)
    if table.ndim != 2 or np.isinf(table).any():
        raise AnswerError("Scores are a table of finite numbers: a row a judge, a column an item.")
    return table


def _ties(row: Floats) -> int:
    counts = np.unique(row, return_counts=True)[1].astype(np.int64)
    return int((counts**3 - counts).sum())


def krippendorff(scores: ArrayLike, level: Level = "ordinal") -> float | None:
    """Krippendorff's alpha: 1 full agreement, 0 as by chance, below 0 systematic disagreement.

    scores: shape (coders, units), nan where a coder did not value a unit; units with one value
    count for nothing. level: how far apart two values are: nominal, ordinal, interval, ratio.
    None where there is nothing to compare: no unit with two values, or one value everywhere.
    Source: Krippendorff 2011, Computing Krippendorff's alpha-reliability. Raises AnswerError.
    """
    if level not in get_args(Level):
        raise AnswerError(f"{level!r} is no level of measurement: take one of {get_args(Level)}.")
    table = _table(scores)
    seen = np.unique(table[~np.isnan(table)])
    together = _coincidences(table, seen)
    margins = together.sum(axis=1)
    whole = margins.sum()
    apart = _distances(seen, margins, level)
    expected = float(margins @ apart @ margins)
    if expected == 0:
        return None
    return float(1 - (whole - 1) * (together * apart).sum() / expected)


def _coincidences(table: Floats, seen: Floats) -> Floats:
    """How often two coders gave two values to one unit; shape (values, values)."""
    counts = np.array([(table == value).sum(axis=0) for value in seen], dtype=np.float64)
    if not counts.size:
        return np.zeros((seen.size, seen.size))
    given = counts.sum(axis=0)
    counts, given = counts[:, given > 1], given[given > 1]
    pairs: Floats = (counts / (given - 1)) @ counts.T
    return pairs - np.diag((counts / (given - 1)).sum(axis=1))


def _distances(seen: Floats, margins: Floats, level: Level) -> Floats:
    """Squared distance of every two values."""
    one, other = seen[:, None], seen[None, :]
    if level == "nominal":
        return np.where(one == other, 0.0, 1.0)
    if level == "interval":
        return np.asarray((one - other) ** 2, dtype=np.float64)
    if level == "ratio":
        if seen.size and seen[0] < 0:
            raise AnswerError("Ratios need values of 0 and above: take the level interval.")
        below = np.where(one + other > 0, one + other, 1.0)
        return np.asarray(((one - other) / below) ** 2, dtype=np.float64)
    places = np.cumsum(margins) - margins / 2
    return np.asarray((places[:, None] - places[None, :]) ** 2, dtype=np.float64)

"""Shares and means with their errors from sums by stratum, calibration cell and answer.

Respondents of one stratum and one calibration cell have the same residual where they answer the
same, so that four sums hold all that a value and its variance need: how many they are, and the
sums of their weights of before the calibration (d), of their weights (w) and of w squared.
Samples are without clusters and calibrated to labels at most once; others go by rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from app.estimation.agreeing import Strata
from app.estimation.arrays import Floats, Ints
from app.estimation.calibration import MOST_LEVERAGE
from app.estimation.errors import DesignError, EmptyDomainError, LonelyStratumError
from app.estimation.estimates import Estimate
from app.estimation.intervals import exact_interval, t_interval, t_quantile
from app.estimation.shares import interval_of_share

EQUAL = 1e-12  # weights that differ by less of themselves are the same


@dataclass(frozen=True, eq=False)
class Sums:
    """Over groups of respondents, each of shape (groups,).

    n: respondents. before: sum of d. weight: sum of w. square: sum of w squared.
    """

    n: Floats
    before: Floats
    weight: Floats
    square: Floats


@dataclass(frozen=True, eq=False)
class Frame:
    """One sample: its rows are the pairs of stratum and calibration cell, shape (R,).

    names, whole: of the strata, shape (H,); whole is inf where not known. stratum: of a row.
    columns: shape (R, p), the margins of the calibration, 1 in the level of the cell; p is 0
    where there is none. sums: of all respondents, whatever they answered. is_stretched: residuals
    are divided by the root of one less their leverage, as for_small_samples() does; respondents
    of one row have the same weights then.
    Raises DesignError where a stratum holds fewer units than were drawn.
    """

    names: tuple[str, ...]
    whole: Floats
    stratum: Ints
    columns: Floats
    sums: Sums
    is_stretched: bool = False

    def __post_init__(self) -> None:
        for name, drawn, whole in zip(self.names, self.drawn, self.whole, strict=True):
            if whole < drawn - 1e-9:
                raise DesignError(
                    f"Stratum {name!r} holds {drawn:g} units of a population of {whole:g}: "
                    "mend its population.",
                    stratum=name,
                )

    @cached_property
    def drawn(self) -> Floats:
        """Respondents by stratum, shape (H,)."""
        return np.bincount(self.stratum, self.sums.n, len(self.names)).astype(np.float64)

    @property
    def left(self) -> Floats:
        """Part of each stratum that was not drawn, shape (H,)."""
        return np.clip(1 - self.drawn / self.whole, 0.0, 1.0)

    @cached_property
    def inverse(self) -> Floats:
        """Of the columns' cross-products with the weights of before, shape (p, p)."""
        products = self.columns.T @ (self.columns * self.sums.before[:, None])
        return np.asarray(np.linalg.pinv(products, rcond=1e-12, hermitian=True), np.float64)

    @cached_property
    def stretch(self) -> Floats:
        """What the residuals of a row are multiplied by, shape (R,)."""
        if not self.is_stretched:
            return np.ones(len(self.stratum))
        leverage = ((self.columns @ self.inverse) * self.columns).sum(axis=1)
        each = self.sums.before / np.maximum(self.sums.n, 1.0)
        found: Floats = 1 / np.sqrt(1 - np.clip(leverage * each, 0.0, MOST_LEVERAGE))
        return found


@dataclass(frozen=True, eq=False)
class Groups:
    """Who answered, of one sample, a domain already cut out: groups of shape (G,).

    row: of the frame. level: which answer, 0 to K - 1. sums: of the group's respondents.
    """

    row: Ints
    level: Ints
    sums: Sums

    def recoded(self, levels: Ints) -> "Groups":
        """levels: what each answer becomes, shape (K,); -1: left out of the domain."""
        level = levels[self.level]
        kept = level >= 0
        held = (self.sums.n, self.sums.before, self.sums.weight, self.sums.square)
        return Groups(self.row[kept], level[kept], Sums(*(each[kept] for each in held)))


@dataclass(frozen=True, eq=False)
class Counted:
    """Independent samples, each with who answered of it, as one: a territory, or the network."""

    frames: tuple[Frame, ...]
    groups: tuple[Groups, ...]

    def by_level(self, name: str, levels: int) -> Floats:
        """One of the sums by answer, shape (levels,)."""
        found = np.zeros(levels)
        for each in self.groups:
            found += np.bincount(each.level, getattr(each.sums, name), levels)
        return found

    def by_stratum(self, name: str, levels: int) -> Floats:
        """One of the sums by stratum and answer, the samples' strata in turn: (H, levels)."""
        return np.vstack(
            [
                np.bincount(
                    frame.stratum[each.row] * levels + each.level,
                    getattr(each.sums, name),
                    len(frame.names) * levels,
                ).reshape(-1, levels)
                for frame, each in zip(self.frames, self.groups, strict=True)
            ]
        )

    @property
    def fraction(self) -> float:
        """Part of the population that was drawn, in [0, 1]; 0 where not known."""
        drawn = sum(float(each.drawn.sum()) for each in self.frames)
        return min(1.0, drawn / sum(float(each.whole.sum()) for each in self.frames))


def shares(counted: Counted, levels: int) -> tuple[Estimate, ...]:
    """Share of each answer among those who gave one of them, one an answer, as share() gives it.

    levels: how many answers there are. Raises EmptyDomainError, LonelyStratumError.
    """
    weights = counted.by_level("weight", levels)
    size = float(weights.sum())
    if size <= 0:
        raise EmptyDomainError
    values = weights / size
    scores = (np.eye(levels) - values) / size
    variances = _by_stratum(counted, scores)
    found = _estimates(counted, values, scores, variances.sum(axis=0))
    exact = _plain_population(counted, levels)
    if exact is not None:
        chosen = counted.by_level("n", levels)
        return tuple(
            _with(each, exact_interval(round(picked), each.n, exact))
            for each, picked in zip(found, chosen.tolist(), strict=True)
        )
    errors = _cautious(counted, found, variances)
    return tuple(
        replace(
            interval_of_share(replace(each, std_error=error), counted.fraction),
            std_error=each.std_error,
        )
        for each, error in zip(found, errors, strict=True)
    )


def mean(counted: Counted, numbers: Floats) -> Estimate:
    """Mean of a number, as mean() gives it; numbers: what each answer stands for, shape (K,).

    Raises EmptyDomainError, LonelyStratumError.
    """
    weights = counted.by_level("weight", numbers.size)
    size = float(weights.sum())
    if size <= 0:
        raise EmptyDomainError
    values = np.array([float(weights @ numbers) / size])
    scores = (numbers[:, None] - values) / size
    spread = _by_stratum(counted, scores).sum(axis=0)
    found = _estimates(counted, values, scores, spread)[0]
    return _with(found, t_interval(found.value, found.std_error, found.df))


def _with(found: Estimate, ends: tuple[float, float]) -> Estimate:
    return replace(found, low=ends[0], high=ends[1])


def _by_stratum(counted: Counted, scores: Floats) -> Floats:
    """What each stratum adds to the variances, shape (H, k); scores: by answer, shape (K, k)."""
    pairs = zip(counted.frames, counted.groups, strict=True)
    return np.vstack([_in_frame(frame, groups, scores) for frame, groups in pairs])


def _in_frame(frame: Frame, groups: Groups, scores: Floats) -> Floats:
    """Groups of the domain by their own residuals; the others of their row by what is fitted."""
    rows, strata = len(frame.stratum), len(frame.names)
    fitted = _fitted(frame, groups, scores)
    own = (scores[groups.level] - fitted[groups.row]) * frame.stretch[groups.row, None]
    others = -fitted * frame.stretch[:, None]
    weight = frame.sums.weight - np.bincount(groups.row, groups.sums.weight, rows)
    square = frame.sums.square - np.bincount(groups.row, groups.sums.square, rows)
    sums = _in_strata(own * groups.sums.weight[:, None], frame.stratum[groups.row], strata)
    sums += _in_strata(others * weight[:, None], frame.stratum, strata)
    squares = _in_strata(own**2 * groups.sums.square[:, None], frame.stratum[groups.row], strata)
    squares += _in_strata(others**2 * np.maximum(square, 0.0)[:, None], frame.stratum, strata)
    _refuse_lonely(frame)
    drawn = frame.drawn
    factors = frame.left * drawn / np.maximum(drawn - 1, 1)
    return np.maximum(squares - sums**2 / drawn[:, None], 0.0) * factors[:, None]


def _fitted(frame: Frame, groups: Groups, scores: Floats) -> Floats:
    """What the margins explain of the scores by row, shape (R, k)."""
    if not frame.columns.shape[1]:
        return np.zeros((len(frame.stratum), scores.shape[1]))
    weighed = scores[groups.level] * groups.sums.before[:, None]
    by_row = _in_strata(weighed, groups.row, len(frame.stratum))
    found: Floats = frame.columns @ (frame.inverse @ (frame.columns.T @ by_row))
    return found


def _in_strata(values: Floats, place: Ints, places: int) -> Floats:
    return np.column_stack([np.bincount(place, each, places) for each in values.T])


def _refuse_lonely(frame: Frame) -> None:
    alone = (frame.drawn < 2) & (frame.left > 0)
    if alone.any():
        raise LonelyStratumError(frame.names[int(np.argmax(alone))])


def _estimates(
    counted: Counted, values: Floats, scores: Floats, spreads: Floats
) -> tuple[Estimate, ...]:
    levels = len(scores)
    by_level = {name: counted.by_level(name, levels) for name in ("n", "weight", "square")}
    n, size = round(by_level["n"].sum()), float(by_level["weight"].sum())
    inside = counted.by_stratum("n", levels).sum(axis=1)
    df = n - int(np.count_nonzero(inside))
    errors = np.sqrt(spreads)
    plain = _srs_variances(by_level["weight"], scores, n)
    deffs = np.divide(spreads, plain, out=np.full_like(spreads, np.nan), where=plain > 0)
    reach = t_quantile(df) * errors
    n_eff = size**2 / float(by_level["square"].sum())
    columns = np.column_stack((values, errors, values - reach, values + reach, deffs))
    return tuple(
        Estimate(value, error, low, high, n, n_eff, df, deff)
        for value, error, low, high, deff in columns.tolist()
    )


def _srs_variances(weights: Floats, scores: Floats, n: int) -> Floats:
    """As srs_variance(); weights: by answer, shape (K,); scores: shape (K, k)."""
    if n < 2:
        return np.full(scores.shape[1], np.nan)
    size = float(weights.sum())
    spread = weights @ (scores - weights @ scores / size) ** 2 / size * n / (n - 1)
    fraction = n / size if size > n else 0.0
    found: Floats = size**2 * (1 - fraction) * spread / n
    return found


def _plain_population(counted: Counted, levels: int) -> int | None:
    """The population of one sample without strata and with equal weights where all answered."""
    frame, *others = counted.frames
    if others or len(frame.names) > 1 or frame.columns.shape[1] or not np.isfinite(frame.whole[0]):
        return None
    n, weight = float(frame.drawn[0]), float(frame.sums.weight.sum())
    has_all = round(counted.by_level("n", levels).sum()) == round(n)
    is_equal = float(frame.sums.square.sum()) * n - weight**2 <= EQUAL * weight**2
    return round(float(frame.whole[0])) if has_all and is_equal else None


def _cautious(counted: Counted, found: Sequence[Estimate], variances: Floats) -> list[float]:
    """The errors that intervals rest on: see cautious_error()."""
    levels = len(found)
    chosen = counted.by_stratum("n", levels)
    size = float(counted.by_level("weight", levels).sum())
    squares = counted.by_stratum("square", levels).sum(axis=1) / size**2
    left = np.concatenate([each.left for each in counted.frames])
    strata = Strata(chosen.sum(axis=1)[:, None], chosen, squares[:, None], left[:, None])
    stretch = strata.stretch(np.array([each.value for each in found]), variances)
    return [each.std_error * by for each, by in zip(found, stretch.tolist(), strict=True)]

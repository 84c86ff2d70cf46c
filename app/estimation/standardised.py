"""A group beside the rest, as if both had the same ages."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.estimation.agreeing import NO_ERROR
from app.estimation.arrays import Bools, Floats, Labels
from app.estimation.design import Design
from app.estimation.errors import EmptyDomainError
from app.estimation.estimates import Estimate
from app.estimation.intervals import Z_95, effective_size, size_at_the_edge
from app.estimation.variance import deviations, kish_size, members_of

LEAST_IN_LEVEL = 5  # of each side; a level with fewer joins its neighbour


@dataclass(frozen=True, eq=False)
class _Side:
    """One side's share as if it had the levels of both. limits: 95 %, in [0, 1].

    scores: shape (n,), how the share changes with each weight.
    """

    share: float
    scores: Floats
    n: int
    n_eff: float
    df: int

    def limits(self, error: float, fraction: float) -> tuple[float, float]:
        """Score limits on the effective size: those of beta are so careful that two of them
        together hold the truth in 99 of 100 samples."""
        if fraction >= 1:
            return self.share, self.share
        is_at_the_edge = error < NO_ERROR or not 0 < self.share < 1
        size = (
            size_at_the_edge(self.n_eff, fraction)
            if is_at_the_edge
            else effective_size(self.share, error, self.n, self.df)
        )
        square = Z_95 * Z_95 / size
        middle = (self.share + square / 2) / (1 + square)
        spread = self.share * (1 - self.share) / size + square / (4 * size)
        reach = Z_95 * float(np.sqrt(spread)) / (1 + square)
        return min(middle - reach, self.share), max(middle + reach, self.share)


def standardised_difference(
    chose: Bools, design: Design, *, group: Bools, rest: Bools, levels: Labels
) -> Estimate:
    """Share of a group that gave a choice less that of the rest, in [-1, 1], at equal levels.

    chose, group, rest: shape (n,), a row a respondent of the design; group and rest share nobody.
    levels: shape (n,), such as ages, each with two or more of both sides (joined_levels()). The
    shares of each level count by the level's part of both together (post-stratification, direct
    standardisation). Taylor linearisation with finite population and calibration, deviations
    within a level and side over n/(n - 1); interval from the two shares' score intervals and
    their correlation (MOVER). df: of the smaller side, less its levels.
    Source: Holt and Smith 1979, JRSS A 142:33; Newcombe 1998, Statistics in Medicine 17:873; Zou
    2007, Psychological Methods 12:399.
    Raises EmptyDomainError where a level lacks a side, DesignError.
    """
    members = members_of(design, group | rest)
    codes, level = np.unique(levels[members], return_inverse=True)
    part = np.zeros((codes.size, design.size))
    part[level, np.flatnonzero(members)] = 1.0
    sizes = part @ design.weights
    sides = [_side(chose, design, (part, sizes), each) for each in (group, rest)]
    return _difference(sides, design)


def joined_levels(levels: Labels, order: Sequence[str], *, group: Bools, rest: Bools) -> Labels:
    """The level of each respondent, shape (n,), neighbours joined until each level holds enough
    of both sides; one level where there are too few. Levels that the order lacks come last."""
    names = [*order, *sorted(set(levels.tolist()) - set(order))]
    bands: list[list[str]] = [[]]
    for name in names:
        bands[-1].append(name)
        inside = np.isin(levels, bands[-1])
        if min(int((inside & group).sum()), int((inside & rest).sum())) >= LEAST_IN_LEVEL:
            bands.append([])
    last = bands.pop()
    if bands:
        bands[-1] += last
    band_of = {name: "+".join(band) for band in bands or [last] for name in band}
    return np.array([band_of[name] for name in levels.tolist()], dtype=np.str_)


def _difference(sides: list[_Side], design: Design) -> Estimate:
    spread = deviations(np.column_stack([each.scores for each in sides]), design)
    errors = np.sqrt((spread**2).sum(axis=0)).tolist()
    both = errors[0] * errors[1]
    alike = float(spread[:, 0] @ spread[:, 1]) / both if both > 0 else 0.0
    one, other = (
        (each.share, *each.limits(error, design.fraction))
        for each, error in zip(sides, errors, strict=True)
    )
    low, high = _mover(one, other, alike)
    smaller = min(sides, key=lambda each: each.n)
    return Estimate(
        value=one[0] - other[0],
        std_error=float(np.sqrt(((spread[:, 0] - spread[:, 1]) ** 2).sum())),
        low=max(low, -1.0),
        high=min(high, 1.0),
        n=smaller.n,
        n_eff=min(each.n_eff for each in sides),
        df=smaller.df,
        deff=float("nan"),
    )


def _side(chose: Bools, design: Design, levels: tuple[Floats, Floats], side: Bools) -> _Side:
    """levels: who is in each, shape (levels, n), and their weights, shape (levels,)."""
    part, sizes = levels
    inside = part * side
    here, counts = inside @ design.weights, inside.sum(axis=1)
    if (counts < 2).any() or (here <= 0).any():
        raise EmptyDomainError
    shares = inside @ (design.weights * chose) / here
    standard = sizes / sizes.sum()
    share = float(standard @ shares)
    stretch = np.sqrt(counts / (counts - 1)) * standard / here
    own = ((stretch[:, None] * inside) * (chose - shares[:, None])).sum(axis=0)
    of_levels = (part * (shares - share)[:, None]).sum(axis=0) / sizes.sum()
    n = int(counts.sum())
    counted = (inside * (standard / here)[:, None]).sum(axis=0) * design.weights
    return _Side(share, own + of_levels, n, kish_size(counted[side]), n - counts.size)


def _mover(
    one: tuple[float, float, float], other: tuple[float, float, float], alike: float
) -> tuple[float, float]:
    """Limits of the first less the second, each given as value, low and high; alike: their
    correlation."""
    value = one[0] - other[0]
    down, up = (one[0] - one[1], other[2] - other[0]), (one[2] - one[0], other[0] - other[1])
    reaches = (a * a + b * b - 2 * alike * a * b for a, b in (down, up))
    below, above = (float(np.sqrt(max(each, 0.0))) for each in reaches)
    return value - below, value + above

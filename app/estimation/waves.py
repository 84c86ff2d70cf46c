"""Change between two waves, some of whose respondents may be the same people."""

from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Floats, Ints
from app.estimation.design import Design
from app.estimation.means import ratio_scores
from app.estimation.variance import deviations, members_of

Limits = tuple[float, float, float]  # value, low, high


@dataclass(frozen=True, eq=False)
class Weighed:
    """An estimate in one wave. scores: shape (n,), how it changes with each weight of design."""

    value: float
    scores: Floats
    design: Design

    @property
    def drawn(self) -> Floats:
        """What each first-stage unit adds to its error, shape (units,); squares sum to it."""
        found: Floats = deviations(self.scores, self.design)[: self.design.unit_stratum.size, 0]
        return found


def weighed(y: Floats, x: Floats, design: Design) -> Weighed:
    """Total of y over total of x, both of shape (n,), without gaps; a mean where x is 0 or 1.

    Source: Wolter 2007, ch. 6. Raises EmptyDomainError where x sums to nothing.
    """
    value, scores = ratio_scores(y, x, design, members_of(design, None))
    return Weighed(value, scores, design)


def correlation(now: Weighed, before: Weighed, pairs: Ints) -> float:
    """Of the errors of two waves' estimates, in [-1, 1]; 0 without common respondents.

    pairs: shape (m, 2), the row of a person in the later wave and in the earlier one, in designs
    without clusters. What common people add to both errors, as far as they are more than two
    samples drawn apart would share: for two simple random samples of n1 and n2 out of N, the
    covariance is (m / (n1 n2) - 1/N) S12, S12 being taken from the common people.
    Source: Tam 1984, American Statistician 38:288; Qualite and Tille 2008, Survey Methodology 34.
    """
    if not len(pairs):
        return 0.0
    one, other = now.drawn, before.drawn
    errors = float(np.sqrt((one**2).sum() * (other**2).sum()))
    if errors <= 0:
        return 0.0
    rows = now.design.unit[pairs[:, 0]], before.design.unit[pairs[:, 1]]
    shared = float(one[rows[0]] @ other[rows[1]]) * _beyond_chance(now, before, len(pairs))
    return float(np.clip(shared / errors, -1.0, 1.0))


def change_interval(now: Limits, before: Limits, r: float = 0.0) -> tuple[float, float]:
    """95 % limits of the later value less the earlier one, in their unit (MOVER).

    r: correlation of the two errors, in [-1, 1]; 0 for samples drawn apart.
    Source: Zou 2007, Psychological Methods 12:399, for limits that depend on each other.
    """
    value = now[0] - before[0]
    return (
        value - _reach(now[0] - now[1], before[2] - before[0], r),
        value + _reach(now[2] - now[0], before[0] - before[1], r),
    )


def _reach(one: float, other: float, r: float) -> float:
    return float(np.sqrt(max(one**2 + other**2 - 2 * r * one * other, 0.0)))


def _beyond_chance(now: Weighed, before: Weighed, common: int) -> float:
    """Part of the common respondents that no chance overlap explains; 0 where all of them are."""
    parts = now.design.fraction, before.design.fraction
    if min(parts) <= 0:
        return 1.0
    sizes = now.design.size, before.design.size
    population = max(sizes[0] / parts[0], sizes[1] / parts[1])
    left = 1 - sizes[0] * sizes[1] / (common * population)
    reached = float(np.sqrt((1 - parts[0]) * (1 - parts[1])))
    return float(np.clip(left / reached, 0.0, 1.0)) if reached > 0 else 1.0

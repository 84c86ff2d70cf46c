"""Strata in which all say the same, and so seem to vary less than they do."""

from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Bools, Floats, Ints
from app.estimation.design import Design
from app.estimation.estimates import Estimate
from app.estimation.variance import deviations

NO_ERROR = 1e-9  # a linearised error below this is rounding, not knowledge
ADDED = 4  # respondents who answer as the whole sample does, added to such a stratum
UNEQUAL = 1.2  # Kish's effect of weights, above which it is taken to answer as the whole sample


def cautious_error(chose: Bools, found: Estimate, design: Design, members: Bools) -> float:
    """The error that the interval of a share rests on; not below the linearised one.

    chose, members: shape (n,), as share(); found: the share, in [0, 1], and its error. A stratum
    in which all or nobody chose shows no variance of its own. It is given that of its
    respondents and four more who choose as often as the whole sample; in very unequal weights,
    where one such stratum may stand for most of the population, that of the whole sample.
    Without it, intervals of choices that the many small firms seldom make hold the truth 65 times
    in a hundred. Where no stratum agrees, and in clusters, the linearised error is left alone.
    Source: own, after Agresti and Coull 1998; tried by tests/coverage. Raises LonelyStratumError.
    """
    if found.std_error < NO_ERROR:
        return found.std_error
    stretch = cautious_stretch(chose[:, None], np.array([found.value]), design, members)
    return found.std_error * float(stretch[0])


def cautious_stretch(chose: Bools, shares: Floats, design: Design, members: Bools) -> Floats:
    """By how much cautious_error() is above the linearised error, 1 or more, shape (k,).

    chose: shape (n, k); shares: of each choice, shape (k,). Raises LonelyStratumError.
    """
    strata, count = design.stratum[members], len(design.names)
    inside = np.bincount(strata, minlength=count)
    weights = design.weights[members]
    found_in = Strata(
        inside=inside[:, None],
        chosen=_by_stratum(chose[members].astype(np.float64), strata, count),
        squares=np.bincount(strata, (weights / weights.sum()) ** 2, count)[:, None],
        left=design.stages[0].left[:, None],
    )
    if design.clusters is not None or not found_in.agrees.any():
        return np.ones(shares.size)
    scores = np.zeros((design.size, shares.size))
    scores[members] = (chose[members] - shares) / weights.sum()
    own = _by_stratum(deviations(scores, design) ** 2, design.stratum, count)
    return found_in.stretch(shares, own)


@dataclass(frozen=True, eq=False)
class Strata:
    """Of k shares, by stratum, each of shape (H, k) or (H, 1).

    inside: respondents in the domain; chosen: those of them who chose; squares: sum of the squares
    of their parts of the domain's weight; left: part of the stratum's units that was not drawn.
    """

    inside: Floats | Ints
    chosen: Floats | Ints
    squares: Floats | Ints
    left: Floats

    @property
    def agrees(self) -> Bools:
        found: Bools = (self.inside > 1) & ((self.chosen == 0) | (self.chosen == self.inside))
        return found

    def stretch(self, shares: Floats, own: Floats) -> Floats:
        """As cautious_stretch(); own: what each stratum adds to the linearised variance, (H, k)."""
        is_unequal = self.inside.sum() * self.squares.sum() > UNEQUAL
        shrunk = (self.chosen + ADDED * shares) / (self.inside + ADDED)
        supposed = np.where(is_unequal, shares, shrunk)
        weighed = self.squares * self.inside / np.maximum(self.inside - 1, 1)
        alike = weighed * self.left * supposed * (1 - supposed)
        whole = np.where(self.agrees, np.maximum(own, alike), own).sum(axis=0)
        before = own.sum(axis=0)
        is_seen = before > NO_ERROR**2
        found: Floats = np.where(is_seen, np.sqrt(whole / np.where(is_seen, before, 1.0)), 1.0)
        return found


def _by_stratum(values: Floats, stratum: Ints, count: int) -> Floats:
    """Sums of values of shape (n, k), shape (strata, k)."""
    return np.column_stack([np.bincount(stratum, column, count) for column in values.T])

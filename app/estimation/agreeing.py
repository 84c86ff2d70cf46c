"""Strata in which all say the same, and so seem to vary less than they do."""

import numpy as np

from app.estimation.arrays import Bools, Floats, Ints
from app.estimation.design import Design
from app.estimation.estimates import Estimate
from app.estimation.variance import deviations, kish_size

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
    inside = np.bincount(strata, minlength=count)[:, None]
    chosen = _by_stratum(chose[members].astype(np.float64), strata, count)
    agrees = (inside > 1) & ((chosen == 0) | (chosen == inside))
    if design.clusters is not None or not agrees.any():
        return np.ones(shares.size)
    weights = design.weights[members]
    scores = np.zeros((design.size, shares.size))
    scores[members] = (chose[members] - shares) / weights.sum()
    own = _by_stratum(deviations(scores, design) ** 2, design.stratum, count)
    parts = weights / weights.sum()
    is_unequal = parts.size / kish_size(parts) > UNEQUAL
    supposed = np.where(is_unequal, shares, (chosen + ADDED * shares) / (inside + ADDED))
    weighed = np.bincount(strata, parts**2, count)[:, None] * inside / np.maximum(inside - 1, 1)
    alike = weighed * design.stages[0].left[:, None] * supposed * (1 - supposed)
    whole, before = np.where(agrees, np.maximum(own, alike), own).sum(axis=0), own.sum(axis=0)
    is_seen = before > NO_ERROR**2
    found: Floats = np.where(is_seen, np.sqrt(whole / np.where(is_seen, before, 1.0)), 1.0)
    return found


def _by_stratum(values: Floats, stratum: Ints, count: int) -> Floats:
    """Sums of values of shape (n, k), shape (strata, k)."""
    return np.column_stack([np.bincount(stratum, column, count) for column in values.T])

"""Strata in which all say the same, and so seem to vary less than they do."""

import numpy as np

from app.estimation.arrays import Bools
from app.estimation.design import Design
from app.estimation.estimates import Estimate
from app.estimation.variance import deviations, kish_size

NO_ERROR = 1e-9  # a linearised error below this is rounding, not knowledge
ADDED = 4  # respondents who answer as the whole sample does, added to such a stratum
UNEQUAL = 1.2  # Kish's effect of weights, above which it is taken to answer as the whole sample


def cautious_error(chose: Bools, found: Estimate, design: Design, members: Bools) -> float:
    """The error that the interval of a share rests on; not below the linearised one.

    A stratum in which all or nobody chose shows no variance of its own. It is given that of its
    respondents and four more who choose as often as the whole sample; in very unequal weights,
    where one such stratum may stand for most of the population, that of the whole sample.
    Without it, intervals of choices that the many small firms seldom make hold the truth 65 times
    in a hundred. Where no stratum agrees, and in clusters, the linearised error is left alone.
    """
    strata, count = design.stratum[members], len(design.names)
    inside = np.bincount(strata, minlength=count)
    chosen = np.bincount(strata, chose[members], count)
    agrees = (inside > 1) & ((chosen == 0) | (chosen == inside))
    if found.std_error < NO_ERROR or design.clusters is not None or not agrees.any():
        return found.std_error
    parts = design.weights[members] / design.weights[members].sum()
    scores = np.zeros(design.size)
    scores[members] = (chose[members] - found.value) / design.weights[members].sum()
    own = np.bincount(design.stratum, deviations(scores[:, None], design)[:, 0] ** 2, count)
    is_unequal = parts.size / kish_size(parts) > UNEQUAL
    supposed = np.where(is_unequal, found.value, (chosen + ADDED * found.value) / (inside + ADDED))
    weighed = np.bincount(strata, parts**2, count) * inside / np.maximum(inside - 1, 1)
    alike = weighed * design.stages[0].left * supposed * (1 - supposed)
    return float(np.sqrt(np.where(agrees, np.maximum(own, alike), own).sum()))

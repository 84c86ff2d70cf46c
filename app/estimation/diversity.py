"""How spread out a total is over items."""

import numpy as np

from app.estimation.estimates import Estimate
from app.estimation.intervals import t_interval
from app.estimation.overlap import LEAST_DF, Composition
from app.estimation.variance import deviations


def diversity(parts: Composition) -> Estimate:
    """Chance that two mentions drawn at random are of different items, in [0, 1]: 0 all of one.

    One less the sum of squared parts. Chance makes parts differ, so that their squares sum to too
    much: the sum of their variances is taken off, which for plain samples of one mention each is
    Simpson's unbiased measure. Linearised error, which errs to the wide side where parts are
    nearly equal; t interval on the effective number. parts: shape (k,), see composition().
    Source: Simpson 1949, Nature 163:688. Raises LonelyStratumError.
    """
    spread = deviations(parts.scores, parts.design)
    too_much = float((spread**2).sum())
    value = 1 - float(parts.values @ parts.values) + too_much
    error = 2 * float(np.sqrt(((spread @ parts.values) ** 2).sum()))
    n = int(parts.members.sum())
    df = max(parts.n_eff - 1, LEAST_DF)
    low, high = t_interval(value, error, df)
    found = Estimate(
        value=min(max(value, 0.0), 1.0),
        std_error=error,
        low=min(low, 1.0),
        high=max(high, 0.0),
        n=n,
        n_eff=parts.n_eff,
        df=int(df),
        deff=float("nan"),
    )
    return found.within(0.0, 1.0)

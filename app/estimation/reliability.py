"""How well several items measure one thing."""

import numpy as np
from scipy import special

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.errors import DesignError
from app.estimation.estimates import Estimate
from app.estimation.intervals import TAIL
from app.estimation.variance import kish_size, members_of


def alpha(items: Floats, design: Design, domain: Bools | None = None) -> Estimate:
    """Cronbach's alpha of k items, at most 1; below 0 where items contradict each other.

    items: shape (n, k), k >= 2, all scored in one direction, no gaps inside the domain; domain:
    shape (n,). Weighted covariances; interval by Feldt on the effective number of respondents.
    Source: Cronbach 1951; Feldt 1965, Psychometrika 30:357. Raises EmptyDomainError, DesignError
    (a gap, fewer than two items, or answers that are all the same).
    """
    members = members_of(design, domain)
    answers, weights = np.asarray(items, dtype=np.float64)[members], design.weights[members]
    k = answers.shape[1] if answers.ndim == 2 else 0
    if k < 2 or not np.isfinite(answers).all():
        raise DesignError("Alpha needs two items or more without gaps: leave gaps out by domain.")
    spread = np.cov(answers.T, aweights=weights)
    if spread.sum() <= 0:
        raise DesignError("All answers add up to the same: there is no alpha of them.")
    value = float(k / (k - 1) * (1 - np.trace(spread) / spread.sum()))
    n_eff = kish_size(weights)
    low, high = feldt_interval(value, k, n_eff)
    return Estimate(
        value=value,
        std_error=float((1 - value) * np.sqrt(2 * k / ((k - 1) * max(n_eff - 2, 1)))),
        low=low,
        high=high,
        n=int(members.sum()),
        n_eff=n_eff,
        df=design.degrees(members),
        deff=float("nan"),
    )


def feldt_interval(value: float, k: int, n: float) -> tuple[float, float]:
    """95 % for the alpha of k items and n respondents, which need not be whole; n > 1.

    (1 - alpha) / (1 - value) follows F with n - 1 and (n - 1)(k - 1) degrees of freedom; limits are
    at most 1. Source: Feldt 1965, Psychometrika 30:357.
    """
    first, second = n - 1, (n - 1) * (k - 1)
    ends = special.fdtri(first, second, [1 - TAIL, TAIL])
    low, high = (1 - (1 - value) * ends).tolist()
    return float(low), float(high)

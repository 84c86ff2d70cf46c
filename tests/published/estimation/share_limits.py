"""Limits of a share that releases never use, from the error that they do use; R svyciprop.

They say how exact the error is, in the numbers of another program.
"""

import numpy as np
from scipy.optimize import brentq

from app.estimation.intervals import t_quantile

Limits = tuple[float, float]


def logit_limits(value: float, error: float, df: int) -> Limits:
    """Method "xlogit", and but for its last digits "logit"."""
    middle, reach = np.log(value / (1 - value)), error / (value * (1 - value)) * t_quantile(df)
    low, high = 1 / (1 + np.exp(-(middle + np.array([-reach, reach]))))
    return float(low), float(high)


def likelihood_limits(value: float, error: float, df: int, n: int) -> Limits:
    """Method "likelihood": where twice the fall of the log-likelihood of as many respondents of a
    simple random sample as are as sure of the share is the square of t; over n / (n - 1), the
    dispersion that a quasi-binomial fit estimates. R reads its limits from a spline through a
    few points of the fall, which moves them by 3 in 100,000."""
    size, most = value * (1 - value) / error**2 * (n - 1) / n, t_quantile(df) ** 2

    def excess(p: float) -> float:
        fall = value * np.log(value / p) + (1 - value) * np.log((1 - value) / (1 - p))
        return float(2 * size * fall - most)

    ends = brentq(excess, 1e-9, value, xtol=1e-15), brentq(excess, value, 1 - 1e-9, xtol=1e-15)
    return float(ends[0]), float(ends[1])

"""The difference of two estimates that do not depend on each other."""

import numpy as np

from app.estimation.estimates import Estimate


def difference(one: Estimate, other: Estimate) -> Estimate:
    """First less second, in their unit; two independent samples.

    Variances add; the interval is made of the two (MOVER), so that it leans as they lean; df is
    Welch's, n the smaller of the two.
    Source: Zou and Donner 2008, Statistics in Medicine 27:1693.
    """
    spreads = one.std_error**2, other.std_error**2
    error = float(np.sqrt(sum(spreads)))
    below = spreads[0] ** 2 / max(one.df, 1) + spreads[1] ** 2 / max(other.df, 1)
    df = int(error**4 / below) if below > 0 else min(one.df, other.df)
    low, high = difference_interval(
        (one.value, one.low, one.high), (other.value, other.low, other.high)
    )
    return Estimate(
        value=one.value - other.value,
        std_error=error,
        low=low,
        high=high,
        n=min(one.n, other.n),
        n_eff=min(one.n_eff, other.n_eff),
        df=df,
        deff=float("nan"),
    )


def difference_interval(
    one: tuple[float, float, float], other: tuple[float, float, float]
) -> tuple[float, float]:
    """Limits of the first less the second, each given as value, low and high (MOVER)."""
    value = one[0] - other[0]
    return (
        value - float(np.hypot(one[0] - one[1], other[2] - other[0])),
        value + float(np.hypot(one[2] - one[0], other[0] - other[1])),
    )

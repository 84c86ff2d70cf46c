"""Differences and quotients of two estimates that do not depend on each other."""

from dataclasses import replace

import numpy as np

from app.estimation.errors import DesignError
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


def quotient(one: Estimate, other: Estimate) -> Estimate:
    """How many times the second estimate the first is; two independent samples.

    one: at least 0; other: its low above 0. Interval from the two intervals on the logarithms,
    which need not be symmetric (MOVER, Zou and Donner 2008, Statistics in Medicine 27:1693); n,
    n_eff and df are those of the smaller. Raises DesignError.
    """
    if other.low <= 0 or one.low < 0:
        raise DesignError("A quotient needs numbers from 0, the second one above: give another.")
    value = one.value / other.value
    with np.errstate(divide="ignore"):
        low, middle, high = np.log([one.low, one.value, one.high])
        lowest, below, highest = np.log([other.low, other.value, other.high])
    up = float(np.hypot(high - middle, below - lowest)) if one.value else 0.0
    down = float(np.hypot(middle - low, highest - below)) if one.value else 0.0
    spread = np.hypot(one.std_error, value * other.std_error) / other.value
    return replace(
        min(one, other, key=lambda each: each.n),
        value=value,
        std_error=float(spread),
        low=value * float(np.exp(-down)),
        high=value * float(np.exp(up)) if one.value else one.high / other.low,
        deff=float("nan"),
    )


def difference_interval(
    one: tuple[float, float, float], other: tuple[float, float, float]
) -> tuple[float, float]:
    """Limits of the first less the second, each given as value, low and high, in their unit.

    Independent samples. Source: MOVER, Zou and Donner 2008, Statistics in Medicine 27:1693.
    """
    value = one[0] - other[0]
    return (
        value - float(np.hypot(one[0] - one[1], other[2] - other[0])),
        value + float(np.hypot(one[2] - one[0], other[0] - other[1])),
    )

"""Quantiles of numbers, such as the median, with intervals from the shares below them."""

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.errors import DesignError
from app.estimation.estimates import Estimate
from app.estimation.intervals import t_interval, t_quantile
from app.estimation.means import mean
from app.estimation.shares import share
from app.estimation.variance import checked_values, members_of

INTERVALS = ("share", "mean")


def quantile(
    y: Floats,
    part: float,
    design: Design,
    domain: Bools | None = None,
    *,
    interval: str = "share",
) -> Estimate:
    """The smallest y that a part of the population does not exceed, in the unit of y.

    y, domain: shape (n,), as mean(); part: in (0, 1), one half for the median. Interval: between
    the quantiles at the limits of the share up to the value (Woodruff 1952, JASA 47:635), that
    share by share(), or by its t interval with interval="mean", as R survey 4.1 does by default;
    a limit beyond all answers is the outermost of them. std_error: width over twice the quantile
    of t. deff: of that share. Raises as share().
    """
    if not 0 < part < 1 or interval not in INTERVALS:
        raise DesignError("Give a part between 0 and 1, and interval 'share' or 'mean'.")
    members = members_of(design, domain)
    numbers = checked_values(y, design, members)[members]
    order = np.argsort(numbers, kind="stable")
    values = numbers[order]
    reached = np.cumsum(design.weights[members][order])
    value = _at(values, reached, part)
    below = np.zeros(design.size, dtype=np.bool_)
    below[members] = numbers <= value
    if interval == "mean":
        at = mean(below.astype(np.float64), design, members)
        ends = t_interval(at.value, at.std_error, at.df)
    else:
        at = share(below, design, None if members.all() else members)
        ends = at.low, at.high
    shift = part - at.value if interval == "share" else 0.0
    low, high = (_at(values, reached, end + shift) for end in ends)
    error = (high - low) / (2 * t_quantile(at.df))
    return Estimate(value, error, low, high, at.n, at.n_eff, at.df, at.deff)


def median(y: Floats, design: Design, domain: Bools | None = None) -> Estimate:
    """What half of the population does not exceed; as quantile()."""
    return quantile(y, 0.5, design, domain)


def _at(values: Floats, reached: Floats, part: float) -> float:
    """The first value up to which the weights reach a part of their sum."""
    wanted = min(max(part, 0.0), 1.0) * reached[-1]
    place = int(np.searchsorted(reached, wanted * (1 - 1e-12)))
    return float(values[min(place, values.size - 1)])

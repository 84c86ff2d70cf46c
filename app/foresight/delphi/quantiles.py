"""Quantiles by their nine definitions, and one for answers that weigh differently."""

from typing import Final, Literal

import numpy as np

from app.estimation.arrays import Floats
from app.foresight.errors import RuleError

QuantileType = Literal[1, 2, 3, 4, 5, 6, 7, 8, 9]
Method = Literal[
    "inverted_cdf",
    "averaged_inverted_cdf",
    "closest_observation",
    "interpolated_inverted_cdf",
    "hazen",
    "weibull",
    "linear",
    "median_unbiased",
    "normal_unbiased",
]
METHODS: Final[dict[int, Method]] = {
    1: "inverted_cdf",
    2: "averaged_inverted_cdf",
    3: "closest_observation",
    4: "interpolated_inverted_cdf",
    5: "hazen",
    6: "weibull",
    7: "linear",
    8: "median_unbiased",
    9: "normal_unbiased",
}
QUARTERS = (0.25, 0.5, 0.75)
NEAR = 1e-12


def quartiles(values: Floats, quantile_type: int = 7) -> tuple[float, float, float]:
    """First quartile, median, third quartile of values without gaps, at least one.

    quantile_type: 1 to 9 as Hyndman and Fan number them, 7 as R and numpy do by themselves. The
    median is the middle answer, or halfway between the two in the middle, whatever the type.
    Source: Hyndman and Fan 1996, American Statistician 50:361. Raises RuleError.
    """
    check_type(quantile_type)
    first, third = np.quantile(values, (0.25, 0.75), method=METHODS[quantile_type]).tolist()
    return float(first), float(np.median(values)), float(third)


def check_type(quantile_type: int) -> None:
    if quantile_type not in METHODS:
        raise RuleError(f"Quantiles have types 1 to 9, not {quantile_type}: choose one of them.")


def weighted_quartiles(values: Floats, weights: Floats) -> tuple[float, float, float]:
    """As type 2, every answer standing as often as it weighs.

    weights: at least 0, one above. Where the cumulated weight is just a quarter, a half or three
    quarters of all, the mean of the two answers there. Doubling all weights changes nothing.
    values, weights: shape (n,). Source: type 2 of Hyndman and Fan 1996, weighted.
    """
    counted = weights > 0
    order = np.argsort(values[counted], kind="stable")
    rising = values[counted][order]
    reached = np.cumsum(weights[counted][order])
    reached = reached / reached[-1]
    low = np.searchsorted(reached, np.array(QUARTERS) - NEAR)
    high = np.minimum(np.searchsorted(reached, np.array(QUARTERS) + NEAR), rising.size - 1)
    first, middle, third = ((rising[low] + rising[high]) / 2).tolist()
    return float(first), float(middle), float(third)

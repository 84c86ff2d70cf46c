"""How a calibration may change a weight: the factor and its slope, by method."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import numpy as np

from app.estimation.arrays import Floats
from app.estimation.errors import MarginError

Bounds: TypeAlias = tuple[float, float]
Distance: TypeAlias = Callable[[Floats], tuple[Floats, Floats]]
NO_BOUNDS: Bounds = (-np.inf, np.inf)
METHODS = ("raking", "linear", "logit", "truncated")


def distance(method: str, bounds: Bounds | None) -> Distance:
    """The factor of a weight and its slope, as functions of x'lambda, shape (n,) each.

    bounds: lowest and highest factor, lowest < 1 < highest; needed by logit and truncated.
    Source: Deville and Sarndal 1992, cases 1, 2, 6 and 7. Raises MarginError.
    """
    if method not in METHODS:
        raise MarginError(
            "all", f"method {method!r} is unknown", f"use one of {', '.join(METHODS)}"
        )
    if bounds is None and method in {"logit", "truncated"}:
        raise MarginError("all", f"method {method!r} needs bounds", "give bounds=(lowest, highest)")
    limits = NO_BOUNDS if bounds is None else bounds
    if method == "logit" and not np.isfinite(limits).all():
        raise MarginError("all", f"bounds {limits} of logit have no end", "give two numbers")
    if not limits[0] < 1 < limits[1]:
        raise MarginError("all", f"bounds {limits} do not hold 1", "give lowest < 1 < highest")
    return {
        "raking": partial(_raking, bounds=limits),
        "linear": partial(_linear, bounds=limits),
        "truncated": partial(_linear, bounds=limits),
        "logit": partial(_logit, bounds=limits),
    }[method]


def _linear(u: Floats, bounds: Bounds) -> tuple[Floats, Floats]:
    factor = 1 + u
    inside = (factor > bounds[0]) & (factor < bounds[1])
    return np.clip(factor, *bounds), inside.astype(np.float64)


def _raking(u: Floats, bounds: Bounds) -> tuple[Floats, Floats]:
    factor = np.exp(np.clip(u, -500, 500))
    inside = (factor > bounds[0]) & (factor < bounds[1])
    return np.clip(factor, *bounds), np.where(inside, factor, 0.0)


def _logit(u: Floats, bounds: Bounds) -> tuple[Floats, Floats]:
    low, high = bounds
    steep = (high - low) / ((1 - low) * (high - 1))
    power = np.exp(np.clip(steep * u, -500, 500))
    factor = (low * (high - 1) + high * (1 - low) * power) / ((high - 1) + (1 - low) * power)
    return factor, steep * (factor - low) * (high - factor) / (high - low)

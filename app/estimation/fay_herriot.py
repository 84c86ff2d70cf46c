"""Estimates of small territories drawn to what is known of all: Fay and Herriot's model."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.optimize import brentq

from app.estimation.arrays import Floats
from app.estimation.errors import SmallAreaError

METHODS = ("reml", "moments")
POINTS = 60  # of the grid on which tops of the likelihood are looked for
NEAREST = 1e-4  # first of them, in parts of the smallest variance
CLOSE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SmallAreas:
    """values: shape (m,), in the unit of the direct estimates. own: part that each keeps of its
    own estimate, 0 to 1. mse: mean squared error of the values, shape (m,). coefficients: shape
    (p,). model_variance: of territories around the regression; 0 where chance explains all."""

    values: Floats
    own: Floats
    mse: Floats
    coefficients: Floats
    model_variance: float


def fay_herriot(
    direct: Sequence[float] | Floats,
    variances: Sequence[float] | Floats,
    covariates: Sequence[Sequence[float]] | Floats,
    method: str = "reml",
) -> SmallAreas:
    """direct: estimates of m territories, shape (m,); variances: of their sampling, above 0;
    covariates: shape (m, p), p < m, with a column of ones.

    The model variance, not below 0, by restricted likelihood (reml) or by Fay and Herriot's
    moments (moments); mse with the second order of Prasad and Rao.
    Source: Fay and Herriot 1979; Rao and Molina 2015, ch. 6; as sae's mseFH; moments by Datta, Rao
    and Smith 2005, Biometrika 92:183. Raises SmallAreaError.
    """
    y, noise, x = _checked(direct, variances, covariates)
    if method not in METHODS:
        raise SmallAreaError(f"Method {method!r} is unknown", f"use one of {', '.join(METHODS)}")
    spread = _model_variance(y, noise, x) if method == "reml" else _moments(y, noise, x)
    own = spread / (spread + noise)
    inverse = np.asarray(np.linalg.inv((x.T / (spread + noise)) @ x), dtype=np.float64)
    coefficients = inverse @ ((x.T / (spread + noise)) @ y)
    fitted = x @ coefficients
    return SmallAreas(
        values=fitted + own * (y - fitted),
        own=own,
        mse=_mse(noise, x, spread, inverse, method),
        coefficients=coefficients,
        model_variance=spread,
    )


def _checked(
    direct: Sequence[float] | Floats,
    variances: Sequence[float] | Floats,
    covariates: Sequence[Sequence[float]] | Floats,
) -> tuple[Floats, Floats, Floats]:
    y, noise = np.array(direct, dtype=np.float64), np.array(variances, dtype=np.float64)
    x = np.array(covariates, dtype=np.float64)
    if y.ndim != 1 or y.shape != noise.shape or not np.isfinite(np.append(y, noise)).all():
        raise SmallAreaError("Estimates and variances differ in number or have gaps", "mend them")
    if x.ndim != 2 or len(x) != len(y) or not x.shape[1] < len(y):
        raise SmallAreaError(
            f"The covariates have the shape {x.shape}", "give fewer than territories"
        )
    if not np.isfinite(x).all() or np.linalg.matrix_rank(x) < x.shape[1]:
        raise SmallAreaError("The covariates repeat one another or have gaps", "leave one out")
    if (noise <= 0).any():
        raise SmallAreaError("A variance is 0", "leave out the territory: it is known exactly")
    return y, noise, x


def _moments(y: Floats, noise: Floats, x: Floats) -> float:
    """Where weighted squared residuals are as many as they should be; 0 where never."""
    excess = partial(_excess, y=y, noise=noise, x=x)
    if excess(0.0) <= 0:
        return 0.0
    most = float(((y - y.mean()) ** 2).sum()) + float(noise.max())
    return float(brentq(excess, 0.0, most, xtol=float(noise.min()) * CLOSE))


def _excess(spread: float, y: Floats, noise: Floats, x: Floats) -> float:
    weights = 1 / (spread + noise)
    fitted = x @ np.linalg.solve((x.T * weights) @ x, (x.T * weights) @ y)
    return float(weights @ (y - fitted) ** 2) - float(x.shape[0] - x.shape[1])


def _model_variance(y: Floats, noise: Floats, x: Floats) -> float:
    """Where the restricted likelihood is highest; 0 where that is at its edge.

    Every top between two points of a grid is found, and the highest taken: there may be several.
    """
    model = partial(_restricted, y=y, noise=noise, x=x)
    largest = float(y @ y) + float(noise.max())
    grid = np.append(0.0, np.geomspace(float(noise.min()) * NEAREST, largest, POINTS)).tolist()
    slopes = [model(spread)[1] for spread in grid]
    tops = [
        float(brentq(lambda spread: model(spread)[1], grid[at], grid[at + 1], xtol=grid[1] * CLOSE))
        for at in range(POINTS)
        if slopes[at] > 0 >= slopes[at + 1]
    ]
    if slopes[0] <= 0:
        tops.append(0.0)
    return max(tops, key=lambda spread: model(spread)[0])


def _restricted(spread: float, y: Floats, noise: Floats, x: Floats) -> tuple[float, float]:
    """The restricted log-likelihood, but for a constant, and its slope."""
    weights = 1 / (spread + noise)
    scaled = x * weights[:, None]
    inner = x.T @ scaled
    projection = np.diag(weights) - scaled @ np.linalg.solve(inner, scaled.T)
    left = projection @ y
    size = float(np.log(weights).sum() - np.linalg.slogdet(inner)[1])
    slope = float(left @ left) - float(np.trace(projection))
    return (size - float(y @ left)) / 2, slope / 2


def _mse(noise: Floats, x: Floats, spread: float, inverse: Floats, method: str) -> Floats:
    part = noise / (spread + noise)
    weights = 1 / (spread + noise)
    certain = spread * part
    fitted = part**2 * np.einsum("ij,jk,ik->i", x, inverse, x)
    if method == "reml":
        varied, bias = 2 / float((weights**2).sum()), 0.0
    else:
        ones, squares = float(weights.sum()), float((weights**2).sum())
        varied = 2 * noise.size / ones**2
        bias = 2 * (noise.size * squares - ones**2) / ones**3
    found: Floats = certain + fitted + part**2 * (2 * weights * varied - bias)
    return found

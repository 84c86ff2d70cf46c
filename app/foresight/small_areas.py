"""Estimates of small territories that borrow strength from what is known of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.optimize import brentq

from app.estimation.arrays import Floats
from app.foresight.errors import AmountError, SquareError
from app.foresight.population import amounts

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
) -> SmallAreas:
    """direct: estimates of m territories, shape (m,); variances: of their sampling, above 0;
    covariates: shape (m, p), p < m, with a column of ones.

    The model variance by restricted likelihood, not below 0; mse with the second
    order of Prasad and Rao. Source: Fay and Herriot 1979; Rao and Molina 2015, ch. 6; as sae's
    mseFH. Raises AmountError, SquareError.
    """
    y = amounts(direct, "Direct estimates", is_signed=True)
    noise = amounts(variances, "Variances", len(y))
    x = np.array(covariates, dtype=np.float64)
    if x.ndim != 2 or len(x) != len(y) or not x.shape[1] < len(y):
        raise SquareError(f"The covariates have the shape {x.shape}", "give fewer than territories")
    if not np.isfinite(x).all() or np.linalg.matrix_rank(x) < x.shape[1]:
        raise SquareError("The covariates repeat one another or have gaps", "leave one out")
    if (noise <= 0).any():
        raise AmountError("A variance is 0", "leave out the territory: it is known exactly")
    spread = _model_variance(y, noise, x)
    own = spread / (spread + noise)
    inverse = np.asarray(np.linalg.inv((x.T / (spread + noise)) @ x), dtype=np.float64)
    coefficients = inverse @ ((x.T / (spread + noise)) @ y)
    fitted = x @ coefficients
    return SmallAreas(
        values=fitted + own * (y - fitted),
        own=own,
        mse=_mse(noise, x, spread, inverse),
        coefficients=coefficients,
        model_variance=spread,
    )


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


def _mse(noise: Floats, x: Floats, spread: float, inverse: Floats) -> Floats:
    part = noise / (spread + noise)
    certain = spread * part
    fitted = part**2 * np.einsum("ij,jk,ik->i", x, inverse, x)
    varied = 2 / float((1 / (spread + noise) ** 2).sum())
    found: Floats = certain + fitted + 2 * part**2 / (spread + noise) * varied
    return found

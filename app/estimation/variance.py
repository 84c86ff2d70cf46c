"""Variance by Taylor linearisation, with finite population and calibration."""

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.errors import DesignError, EmptyDomainError, LonelyStratumError


def deviations(scores: Floats, design: Design) -> Floats:
    """A matrix D, shape (units, k), so that D'D is the covariance of the k estimates.

    scores: shape (n,) or (n, k), how an estimate changes with each weight; zero outside a domain.
    First-stage units around the mean of their stratum, times the root of (1 - n/N) n/(n - 1);
    scores are first replaced by their residuals on all margins of a calibration.
    Source: Woodruff 1971; Deville and Sarndal 1992; R survey 4.1-1. Raises LonelyStratumError.
    """
    left = scores.reshape(design.size, -1)
    for calibration in reversed(design.calibrations):
        left = calibration.residuals(left)
    units = _sums(design.weights[:, None] * left, design.unit, design.unit_stratum.size)
    middle = _sums(units, design.unit_stratum, design.drawn.size) / design.drawn[:, None]
    spread: Floats = (units - middle[design.unit_stratum]) * _roots(design)[:, None]
    return spread


def variance(scores: Floats, design: Design) -> float:
    """Variance of one estimate; scores of shape (n,) as in deviations()."""
    return float((deviations(scores, design) ** 2).sum())


def symmetric_root(spread: Floats) -> Floats:
    """What standard normal draws, shape (draws, k), are multiplied by to have covariance D'D.

    spread: D of deviations(), shape (units, k). This root is unique, so that every machine draws
    the same.
    """
    values, vectors = np.linalg.eigh(spread.T @ spread)
    root: Floats = (vectors * np.sqrt(np.clip(values, 0, None))) @ vectors.T
    return root


def degrees_by_strata(scores: Floats, design: Design) -> float:
    """Degrees of freedom where a few units of one stratum make most of the variance.

    scores: shape (n,) as in deviations(). (sum V_h)^2 / sum V_h^2/(n_h - 1); inf without variance.
    Source: Satterthwaite 1946, Biometrics 2:110.
    """
    parts = np.bincount(design.unit_stratum, deviations(scores, design)[:, 0] ** 2)
    below = float((parts**2 / np.maximum(design.drawn - 1, 1)).sum())
    return float(parts.sum() ** 2) / below if below > 0 else float("inf")


def srs_variance(scores: Floats, design: Design, members: Bools) -> Floats:
    """What variances would be in a simple random sample of as many respondents, shape (k,).

    scores: shape (n, k). The population is the sum of the weights of the members; without
    replacement where it is larger than their number, as R survey's deff does.
    """
    weights, n = design.weights[members], int(members.sum())
    size = float(weights.sum())
    if n < 2:
        return np.full(scores.shape[1], np.nan)
    inside = scores[members]
    spread = weights @ (inside - weights @ inside / size) ** 2 / size * n / (n - 1)
    fraction = n / size if size > n else 0.0
    found: Floats = size**2 * (1 - fraction) * spread / n
    return found


def kish_size(weights: Floats) -> float:
    """Effective number of respondents, (sum w)^2 / sum w^2. Source: Kish 1965."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def members_of(design: Design, domain: Bools | None) -> Bools:
    """The domain as a boolean row of the design. Raises EmptyDomainError, DesignError."""
    if domain is None:
        return np.ones(design.size, dtype=np.bool_)
    members = np.asarray(domain, dtype=np.bool_)
    if members.shape != design.weights.shape:
        raise DesignError(f"The domain has shape {members.shape}: give one value a respondent.")
    if not members.any() or design.weights[members].sum() <= 0:
        raise EmptyDomainError
    return members


def checked_values(values: Floats | Bools, design: Design, members: Bools) -> Floats:
    """Values as numbers, zero outside the domain. Raises DesignError for gaps and lengths."""
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.shape != design.weights.shape:
        raise DesignError(f"The values have shape {numbers.shape}: give one a respondent.")
    if not np.isfinite(numbers[members]).all():
        raise DesignError("A value is missing: leave those without one out by the domain.")
    return np.where(members, numbers, 0.0)


def _sums(values: Floats, groups: np.ndarray[tuple[int], np.dtype[np.intp]], n: int) -> Floats:
    if n == len(values) and (groups == np.arange(n)).all():
        return values
    found = np.zeros((n, values.shape[1]))
    np.add.at(found, groups, values)
    return found


def _roots(design: Design) -> Floats:
    """Root of (1 - n/N) n/(n - 1) by first-stage unit."""
    left = np.clip(1 - design.drawn / design.whole, 0.0, 1.0)
    lonely = (design.drawn < 2) & (left > 0)
    if lonely.any():
        raise LonelyStratumError(design.names[int(np.argmax(lonely))])
    factors = left * design.drawn / np.maximum(design.drawn - 1, 1)
    roots: Floats = np.sqrt(factors)[design.unit_stratum]
    return roots

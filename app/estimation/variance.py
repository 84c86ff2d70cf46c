"""Variance by Taylor linearisation, with finite population and calibration."""

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.checks import numbers_of, truths_of
from app.estimation.design import Design
from app.estimation.errors import DesignError, EmptyDomainError, LonelyStratumError
from app.estimation.stages import Stage


def deviations(scores: Floats, design: Design) -> Floats:
    """A matrix D, shape (units of all stages, k): D'D is the covariance of the k estimates.

    scores: shape (n,) or (n, k), how an estimate changes with each weight; zero outside a domain.
    Units around the mean of their stratum, times the root of (1 - n/N) n/(n - 1), a further stage
    times the root of what was drawn before it; scores are first replaced by their residuals on
    all margins of a calibration.
    Source: Woodruff 1971; Deville and Sarndal 1992; R survey 4.1-1. Raises LonelyStratumError.
    """
    left = scores.reshape(design.size, -1)
    for calibration in reversed(design.calibrations):
        left = calibration.residuals(left)
    totals = design.weights[:, None] * left
    return np.vstack([_around_groups(totals, stage, design.lonely) for stage in design.stages])


def variance(scores: Floats, design: Design) -> float:
    """Variance of one estimate, in its unit squared; scores of shape (n,), source and errors raised
    as in deviations()."""
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
    first = deviations(scores, design)[: design.unit_stratum.size, 0]
    parts = np.bincount(design.unit_stratum, first**2)
    below = float((parts**2 / np.maximum(design.drawn - 1, 1)).sum())
    return float(parts.sum() ** 2) / below if below > 0 else float("inf")


def srs_variance(scores: Floats, design: Design, members: Bools) -> Floats:
    """What variances would be in a simple random sample of as many respondents, shape (k,).

    scores: shape (n, k). The population is the sum of the weights of the members; without
    replacement where it is larger than their number, nan for fewer than two. Source: Kish 1965,
    ch. 8; as R survey's deff.
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
    """Effective number of respondents, (sum w)^2 / sum w^2, at most n; weights: shape (n,), with a
    sum above 0. Source: Kish 1965, ch. 11."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def members_of(design: Design, domain: Bools | None) -> Bools:
    """The domain as a boolean row of the design, without those whose weight is 0, as R survey.

    Raises EmptyDomainError, DesignError.
    """
    is_held: Bools = design.weights != 0
    if domain is None:
        return is_held
    members = np.asarray(domain)
    if members.shape != design.weights.shape:
        raise DesignError(f"The domain has shape {members.shape}: give one value a respondent.")
    members = truths_of("The domain", members) & is_held
    if not members.any() or design.weights[members].sum() <= 0:
        raise EmptyDomainError
    return members


def checked_values(values: Floats | Bools, design: Design, members: Bools) -> Floats:
    """Values as numbers, zero outside the domain. Raises DesignError for gaps, lengths, texts."""
    numbers = numbers_of("The values", values)
    if numbers.shape != design.weights.shape:
        raise DesignError(f"The values have shape {numbers.shape}: give one a respondent.")
    if not np.isfinite(numbers[members]).all():
        raise DesignError("A value is missing: leave those without one out by the domain.")
    return np.where(members, numbers, 0.0)


def _sums(values: Floats, groups: np.ndarray[tuple[int], np.dtype[np.intp]], n: int) -> Floats:
    if n == len(values) and (groups == np.arange(n)).all():
        return values
    return np.column_stack([np.bincount(groups, column, n) for column in values.T])


def _around_groups(totals: Floats, stage: Stage, lonely: str) -> Floats:
    """What one stage adds to deviations(); totals: weighted scores, shape (n, k)."""
    units = _sums(totals, stage.unit, stage.group.size)
    middle = _sums(units, stage.group, stage.drawn.size) / stage.drawn[:, None]
    alone = (stage.drawn < 2) & (stage.left > 0)
    factors = stage.reached * stage.left * stage.drawn / np.maximum(stage.drawn - 1, 1)
    if alone.any():
        if lonely == "refuse" or (lonely == "average" and alone.all()):
            raise LonelyStratumError(str(stage.labels[int(np.argmax(alone))]))
        if lonely == "adjust":
            middle[alone] = 0.0
        if lonely == "average":
            factors *= alone.size / (alone.size - alone.sum())
    found: Floats = (units - middle[stage.group]) * np.sqrt(factors)[stage.group, None]
    return found

"""Weights that reproduce known totals of the population, changed as little as possible."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from app.estimation.arrays import Floats, Ints, Labels
from app.estimation.design import Calibration, Design
from app.estimation.distances import Bounds, distance
from app.estimation.errors import CalibrationError, MarginError

Margin: TypeAlias = tuple[Labels, Mapping[str, float]] | tuple[Floats, float]
Margins: TypeAlias = Mapping[str, Margin]
SWEEPS = 5000
STEPS = 200
MOST_LEVERAGE = 0.9  # a respondent alone in a level says nothing about errors
CLOSE = 1e-10  # totals are reached to this part of them


@dataclass(frozen=True, slots=True)
class Target:
    """One margin made ready: columns of shape (n, levels), totals of shape (levels,).

    level: which level a respondent is in, shape (n,); None for a numeric column.
    """

    name: str
    columns: Floats
    totals: Floats
    level: Ints | None


def calibrate(
    design: Design, margins: Margins, method: str = "raking", bounds: Bounds | None = None
) -> Design:
    """The design with weights that reach the margins, and whose variances know it.

    margins: {name: (labels of shape (n,), {level: total})}, and for a numeric column
    {name: (values of shape (n,), total)}. method: raking (multiplies, never below zero), linear
    (regression, may go below zero), logit and truncated (within bounds = lowest and highest
    factor). Raking takes bounds too. Variances use residuals on all margins at once, regressed
    with the weights of before, as R survey does. Source: Deville and Sarndal 1992.
    Raises MarginError (a level without respondents or without total, totals that disagree),
    CalibrationError (no weights reach the totals).
    """
    targets = _targets(design, margins)
    if method == "raking" and bounds is None and all(each.level is not None for each in targets):
        weights, miss = _rake(design.weights, targets)
        if miss > CLOSE:
            raise CalibrationError(_furthest(weights, targets), miss)
    else:
        weights = _solve(design.weights, targets, method, bounds)
    return replace(
        design, weights=weights, calibrations=(*design.calibrations, _fitted(design, targets))
    )


def for_small_samples(design: Design) -> Design:
    """The calibrated design with residuals over the root of one less their leverage (HC2).

    Each margin explains some of its own respondents away, so that plain residuals are too small:
    among 35 firms on six columns the error is a tenth too low. R survey leaves them plain.
    Source: MacKinnon and White 1985; for calibrated estimates Valliant 2002, Survey Methodology 28.
    """
    return replace(design, calibrations=tuple(_stretched(each) for each in design.calibrations))


def _stretched(calibration: Calibration) -> Calibration:
    leverage = np.einsum("ij,ji->i", calibration.columns, calibration.solver)
    left = 1 - np.clip(leverage, 0.0, MOST_LEVERAGE)
    return replace(calibration, stretch=1 / np.sqrt(left))


def can_rake(design: Design, margins: Margins) -> bool:
    """Whether raking to labelled margins reaches them; raises MarginError as calibrate()."""
    return _rake(design.weights, _targets(design, margins))[1] <= CLOSE


def _targets(design: Design, margins: Margins) -> tuple[Target, ...]:
    if not margins:
        raise MarginError("all", "none is given", "give at least one")
    found = tuple(_target(design, name, margin) for name, margin in margins.items())
    sums = {each.name: float(each.totals.sum()) for each in found if each.level is not None}
    for name, whole in sums.items():
        first = next(iter(sums.values()))
        if abs(whole - first) > 1e-6 * abs(first):
            raise MarginError(
                name, f"its totals sum to {whole:g}, others to {first:g}", "scale them to one sum"
            )
    return found


def _target(design: Design, name: str, margin: Margin) -> Target:
    given, wanted = margin
    values = np.asarray(given)
    if values.shape != design.weights.shape:
        raise MarginError(name, f"its shape is {values.shape}", "give one value a respondent")
    if isinstance(wanted, Mapping):
        return _labelled(name, values, {str(level): total for level, total in wanted.items()})
    numbers = values.astype(np.float64)
    if not np.isfinite(numbers).all():
        raise MarginError(name, "a value is missing", "fill it or drop the respondent")
    return Target(name, numbers[:, None], np.array([float(wanted)]), None)


def _labelled(name: str, labels: Labels, wanted: Mapping[str, float]) -> Target:
    seen = set(labels.astype(str).tolist())
    for level in sorted(seen - wanted.keys()):
        raise MarginError(name, f"level {level!r} has respondents but no total", "add its total")
    for level, whole in wanted.items():
        if whole > 0 and level not in seen:
            raise MarginError(name, f"nobody is in level {level!r}", "join it with a neighbour")
        if whole <= 0 and level in seen:
            raise MarginError(name, f"level {level!r} has respondents but total 0", "mend it")
    levels = sorted(seen)
    place = {level: number for number, level in enumerate(levels)}
    level_of = np.array([place[label] for label in labels.astype(str).tolist()], dtype=np.intp)
    columns = np.eye(len(levels))[level_of]
    return Target(name, columns, np.array([float(wanted[each]) for each in levels]), level_of)


def _rake(weights: Floats, targets: tuple[Target, ...]) -> tuple[Floats, float]:
    """Weights multiplied margin by margin, and how far the last sweep still moved them."""
    found, miss = weights.copy(), np.inf
    for _ in range(SWEEPS):
        miss = 0.0
        for each in targets:
            if each.level is None:
                continue
            sums = np.bincount(each.level, found, len(each.totals))
            factors = each.totals / sums
            found = found * factors[each.level]
            miss = max(miss, float(np.abs(factors - 1).max()))
        if miss <= CLOSE:
            break
    return found, miss


def _solve(
    weights: Floats, targets: tuple[Target, ...], method: str, bounds: Bounds | None
) -> Floats:
    """Newton's method on the multipliers, halving a step that does not bring the totals nearer."""
    scaled, totals = _scaled(targets)
    factor = distance(method, bounds)
    multipliers = np.zeros(scaled.shape[1])
    found, slope = factor(scaled @ multipliers)
    miss = totals - scaled.T @ (weights * found)
    for _ in range(STEPS):
        if _size(miss, totals) <= CLOSE:
            break
        bend = scaled.T @ (scaled * (weights * slope)[:, None])
        step = np.linalg.lstsq(bend, miss, rcond=1e-12)[0]
        for halving in range(40):
            tried = multipliers + step / 2**halving
            found, slope = factor(scaled @ tried)
            left = totals - scaled.T @ (weights * found)
            if np.abs(left).max() < np.abs(miss).max():
                break
        multipliers, miss = tried, left
    if _size(miss, totals) > 1e3 * CLOSE:
        raise CalibrationError(_furthest(weights * found, targets), _size(miss, totals))
    return weights * found


def _scaled(targets: tuple[Target, ...]) -> tuple[Floats, Floats]:
    columns = np.hstack([each.columns for each in targets])
    totals = np.concatenate([each.totals for each in targets])
    sizes = np.maximum(np.abs(columns).max(axis=0), 1e-300)
    return columns / sizes, totals / sizes


def _size(miss: Floats, totals: Floats) -> float:
    return float((np.abs(miss) / np.maximum(np.abs(totals), 1e-12)).max())


def _furthest(weights: Floats, targets: tuple[Target, ...]) -> str:
    misses = {
        each.name: _size(each.totals - each.columns.T @ weights, each.totals) for each in targets
    }
    return max(misses, key=lambda name: misses[name])


def _fitted(design: Design, targets: tuple[Target, ...]) -> Calibration:
    columns, _ = _scaled(targets)
    return calibration_on(columns, design.weights)


def calibration_on(columns: Floats, weights: Floats) -> Calibration:
    """What regresses on columns, shape (n, p), with weights of shape (n,)."""
    weighted = columns * weights[:, None]
    solver: Floats = np.linalg.pinv(columns.T @ weighted, rcond=1e-12, hermitian=True) @ weighted.T
    return Calibration(columns, solver)

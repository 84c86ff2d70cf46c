"""Weights that reproduce known totals of the population, changed as little as possible."""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from app.estimation.arrays import Floats, Ints
from app.estimation.design import Calibration, Design
from app.estimation.distances import Bounds, distance
from app.estimation.errors import CalibrationError
from app.estimation.margins import Margins, Target, targets_of, with_respondents

SWEEPS = 5000
STEPS = 200
MOST_LEVERAGE = 0.9  # a respondent alone in a level says nothing about errors
CLOSE = 1e-10  # totals are reached to this part of them
ACCEPTED = 1e-7  # and weights further away are refused


@dataclass(frozen=True, slots=True)
class Way:
    """How weights may change: see calibrate()."""

    method: str
    bounds: Bounds | None


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
    targets = targets_of(design, margins)
    way = Way(method, bounds)
    weights, miss = _reach(design.weights, targets, way)
    if miss > ACCEPTED:
        raise CalibrationError(_contradicting(design.weights, targets, way), miss)
    fitted = replace(
        calibration_on(_scaled(targets)[0], design.weights),
        again=partial(_again, targets, way),
    )
    return replace(design, weights=weights, calibrations=(*design.calibrations, fitted))


def for_small_samples(design: Design) -> Design:
    """The calibrated design with residuals over the root of one less their leverage (HC2).

    Each margin explains some of its own respondents away, so that plain residuals are too small:
    among 35 firms on six columns the error is a tenth too low. R survey leaves them plain.
    Source: MacKinnon and White 1985; for calibrated estimates Valliant 2002, Survey Methodology 28.
    """
    return replace(design, calibrations=tuple(_stretched(each) for each in design.calibrations))


def _stretched(calibration: Calibration) -> Calibration:
    fitted = calibration.columns @ calibration.inverse
    leverage = (fitted * calibration.columns).sum(axis=1) * calibration.before
    left = 1 - np.clip(leverage, 0.0, MOST_LEVERAGE)
    return replace(calibration, stretch=1 / np.sqrt(left))


def can_rake(design: Design, margins: Margins) -> bool:
    """Whether raking to labelled margins reaches them; raises MarginError as calibrate()."""
    return _rake(design.weights, targets_of(design, margins))[1] <= CLOSE


def _reach(weights: Floats, targets: tuple[Target, ...], way: Way) -> tuple[Floats, float]:
    """Weights as near to the totals as they come, and how far away they stay."""
    is_by_level = all(each.level is not None for each in targets)
    if way.method == "raking" and way.bounds is None and is_by_level:
        return _rake(weights, targets)
    return _solve(weights, targets, way)


def _again(targets: tuple[Target, ...], way: Way, weights: Floats) -> Floats:
    """Other weights calibrated to the same totals. Raises CalibrationError."""
    held = with_respondents(targets, weights)
    found, miss = _reach(weights, held, way)
    if miss > ACCEPTED:
        raise CalibrationError(_contradicting(weights, held, way), miss)
    return found


def _contradicting(weights: Floats, targets: tuple[Target, ...], way: Way) -> tuple[str, ...]:
    """Margins that contradict others: without one of them, the rest can be reached."""
    found = tuple(
        each.name
        for place, each in enumerate(targets)
        if len(targets) > 1
        and _reach(weights, targets[:place] + targets[place + 1 :], way)[1] <= ACCEPTED
    )
    return found or (_furthest(_reach(weights, targets, way)[0], targets),)


def _rake(weights: Floats, targets: tuple[Target, ...]) -> tuple[Floats, float]:
    """Weights multiplied margin by margin, and how far the last sweep still moved them.

    Those in the same level of every margin move alike, so that their sums are enough.
    """
    levels, cell = _cells(targets)
    before = np.bincount(cell, weights, levels.shape[1])
    sums, miss = before.copy(), np.inf
    for _ in range(SWEEPS):
        miss = 0.0
        for each, level in zip(targets, levels, strict=True):
            reached = np.bincount(level, sums, each.totals.size)
            factors = np.divide(each.totals, reached, out=np.ones_like(reached), where=reached != 0)
            sums = sums * factors[level]
            miss = max(miss, float(np.abs(factors - 1).max()))
        if miss <= CLOSE:
            break
    changes = np.divide(sums, before, out=np.ones_like(before), where=before != 0)
    return weights * changes[cell], miss


def _cells(targets: tuple[Target, ...]) -> tuple[Ints, Ints]:
    """The level of each cell in each margin, shape (margins, cells), and the cell of each row."""
    levels = np.vstack([each.level for each in targets if each.level is not None])
    code = np.zeros(levels.shape[1], dtype=np.intp)
    for each, level in zip(targets, levels, strict=True):
        code = np.unique(code * each.totals.size + level, return_inverse=True)[1]
    _, firsts, cell = np.unique(code, return_index=True, return_inverse=True)
    return levels[:, firsts], cell.astype(np.intp)


def _solve(weights: Floats, targets: tuple[Target, ...], way: Way) -> tuple[Floats, float]:
    """Newton's method on the multipliers, halving a step that does not bring the totals nearer."""
    scaled, totals = _scaled(targets)
    factor = distance(way.method, way.bounds)
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
    return weights * found, _size(miss, totals)


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


def calibration_on(columns: Floats, weights: Floats) -> Calibration:
    """What regresses on columns, shape (n, p), with weights of shape (n,)."""
    products = columns.T @ (columns * weights[:, None])
    inverse: Floats = np.asarray(np.linalg.pinv(products, rcond=1e-12, hermitian=True), np.float64)
    return Calibration(columns, weights, inverse)

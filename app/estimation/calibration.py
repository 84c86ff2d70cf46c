"""Weights that reproduce known totals of the population, changed as little as possible."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

import numpy as np

from app.estimation.arrays import Floats, Ints
from app.estimation.collapsing import Cells, collapsed
from app.estimation.design import Calibration, Design
from app.estimation.distances import Bounds, distance
from app.estimation.errors import CalibrationError
from app.estimation.margins import Margins, Target, targets_of, with_respondents

Again: TypeAlias = Callable[[Floats], Floats]  # other weights, to the same totals
SWEEPS = 5000
STEPS = 200
MOST_LEVERAGE = 0.9  # a respondent alone in a level says nothing about errors
SMALL = 1e-3  # of the sum of its amounts: a smaller total, such as 0, is reached to a part of that
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
    targets, way = targets_of(design, margins), Way(method, bounds)
    cells = collapsed(targets)
    weights, miss = _reach(design.weights, targets, way, cells)
    if miss > ACCEPTED:
        raise CalibrationError(_contradicting(design.weights, targets, way), miss)
    return _calibrated(design, weights, cells, partial(_again, targets, way))


def raked(design: Design, margins: Margins) -> Design | None:
    """Raked to labelled margins; None where no weights reach them. Raises MarginError."""
    targets, way = targets_of(design, margins), Way("raking", None)
    cells = collapsed(targets)
    weights, miss = _reach(design.weights, targets, way, cells)
    if miss > CLOSE:
        return None
    return _calibrated(design, weights, cells, partial(_again, targets, way))


def _calibrated(design: Design, weights: Floats, cells: Cells, again: Again) -> Design:
    fitted = calibration_on(cells.columns, cells.cell, design.weights)
    return design.calibrated(weights, replace(fitted, again=again))


def for_small_samples(design: Design) -> Design:
    """The calibrated design with residuals over the root of one less their leverage (HC2).

    Each margin explains some of its own respondents away, so that plain residuals are too small:
    among 35 firms on six columns the error is a tenth too low. R survey leaves them plain.
    Source: MacKinnon and White 1985; for calibrated estimates Valliant 2002, Survey Methodology 28.
    """
    return replace(design, calibrations=tuple(_stretched(each) for each in design.calibrations))


def _stretched(calibration: Calibration) -> Calibration:
    fitted = calibration.columns @ calibration.inverse
    leverage = (fitted * calibration.columns).sum(axis=1)[calibration.cell] * calibration.before
    left = 1 - np.clip(leverage, 0.0, MOST_LEVERAGE)
    return replace(calibration, stretch=1 / np.sqrt(left))


def _reach(
    weights: Floats, targets: tuple[Target, ...], way: Way, cells: Cells
) -> tuple[Floats, float]:
    """Weights as near to the totals as they come, and how far away they stay.

    Those alike in every margin move alike, so that their sums are enough.
    """
    sums = cells.sums(weights)
    if way.method == "raking" and way.bounds is None and cells.levels is not None:
        factors, miss = _rake(sums, targets, cells.levels)
    else:
        factors, miss = _solve(sums, cells, cells.scaled(targets), way)
    return weights * factors[cells.cell], miss


def _again(targets: tuple[Target, ...], way: Way, weights: Floats) -> Floats:
    """Other weights calibrated to the same totals. Raises CalibrationError."""
    held = with_respondents(targets, weights)
    found, miss = _reach(weights, held, way, collapsed(held))
    if miss > ACCEPTED:
        raise CalibrationError(_contradicting(weights, held, way), miss)
    return found


def _contradicting(weights: Floats, targets: tuple[Target, ...], way: Way) -> tuple[str, ...]:
    """Margins that contradict others: without one of them, the rest can be reached."""
    found = tuple(
        each.name
        for place, each in enumerate(targets)
        if len(targets) > 1
        and _reached(weights, targets[:place] + targets[place + 1 :], way)[1] <= ACCEPTED
    )
    return found or (_furthest(_reached(weights, targets, way)[0], targets),)


def _reached(weights: Floats, targets: tuple[Target, ...], way: Way) -> tuple[Floats, float]:
    return _reach(weights, targets, way, collapsed(targets))


def _rake(before: Floats, targets: tuple[Target, ...], levels: Ints) -> tuple[Floats, float]:
    """Factors of the cells' sums, margin by margin, and how far the last sweep still moved them.

    levels: shape (margins, cells).
    """
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
    return np.divide(sums, before, out=np.ones_like(before), where=before != 0), miss


def _solve(weights: Floats, cells: Cells, totals: Floats, way: Way) -> tuple[Floats, float]:
    """Factors by Newton's method on the multipliers, halving a step that brings nothing nearer.

    weights: sums by cell; totals: scaled as the columns of the cells.
    """
    scaled = cells.columns
    yard = np.maximum(np.abs(totals), SMALL * (np.abs(weights) @ np.abs(scaled)))
    factor = distance(way.method, way.bounds)
    multipliers = np.zeros(scaled.shape[1])
    found, slope = factor(scaled @ multipliers)
    miss = totals - scaled.T @ (weights * found)
    for _ in range(STEPS):
        if _size(miss, yard) <= CLOSE:
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
    return found, _size(miss, yard)


def _size(miss: Floats, yard: Floats) -> float:
    """The largest miss as a part of what it is measured by, shape (p,) each."""
    return float((np.abs(miss) / np.maximum(np.abs(yard), 1e-12)).max())


def _furthest(weights: Floats, targets: tuple[Target, ...]) -> str:
    misses = {
        each.name: _size(each.totals - each.reached(weights), each.totals) for each in targets
    }
    return max(misses, key=lambda name: misses[name])


def calibration_on(columns: Floats, cell: Ints, weights: Floats) -> Calibration:
    """What regresses on columns, shape (cells, p), with weights of shape (n,).

    cell: which row of the columns is a respondent's, shape (n,).
    """
    sums = np.bincount(cell, weights, len(columns))
    products = columns.T @ (columns * sums[:, None])
    inverse: Floats = np.asarray(np.linalg.pinv(products, rcond=1e-12, hermitian=True), np.float64)
    return Calibration(columns, cell, weights, inverse)

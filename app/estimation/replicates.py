"""Weights of samples that might have been drawn: errors of whatever can be made of weights."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from app.estimation.arrays import Floats
from app.estimation.design import Calibration, Design
from app.estimation.errors import LonelyStratumError, ReplicateError
from app.estimation.estimates import Estimate
from app.estimation.hadamard import hadamard, order_above
from app.estimation.intervals import t_interval
from app.estimation.stages import Stage
from app.estimation.variance import kish_size, members_of

Factors: TypeAlias = tuple[Floats, Floats]  # of the weights, shape (n, R); scales, shape (R,)
METHODS = ("jackknife", "bootstrap", "brr")
REPEATS = 500  # of a bootstrap; its error is then known to 3 %


class Replicates(np.ndarray[tuple[int, int], np.dtype[np.float64]]):
    """Weights of shape (n, R), a column a replicate, which carry what each counts for.

    scales: shape (R,), what a squared distance from the middle of all replicates is multiplied
    by, so that their sum is the variance.
    """

    scales: Floats | None

    @classmethod
    def of(cls, weights: Floats, scales: Floats) -> "Replicates":
        """Weights and scales that come from elsewhere."""
        found = np.asarray(weights, dtype=np.float64).view(cls)
        found.scales = np.asarray(scales, dtype=np.float64)
        return found

    def __array_finalize__(self, before: object) -> None:
        self.scales = getattr(before, "scales", None)


def replicate(
    design: Design,
    method: str = "jackknife",
    repeats: int | None = None,
    seed: int | None = None,
    *,
    fay: float = 0.0,
) -> Replicates:
    """Replicate weights, shape (n, R), with finite population; calibrations are done anew in each.

    jackknife: leaves out each unit of each stage in turn (JK1 without strata, else JKn).
    bootstrap: n - 1 units of n with replacement by stratum and stage (Rao and Wu 1988), repeats:
    500 by default; the same seed gives the same. brr: balanced halves of strata of two units
    (McCarthy 1969), by Fay's rule with 0 < fay < 1, and repeats: an order of a balanced matrix.
    Where the population is not known, as R survey. Raises ReplicateError, LonelyStratumError.
    """
    if method == "bootstrap":
        factors, scales = _bootstrap(design, REPEATS if repeats is None else repeats, seed)
    elif method == "brr":
        factors, scales = _halves(design, repeats, fay)
    elif method == "jackknife" and repeats is None:
        factors, scales = _jackknife(design)
    elif method == "jackknife":
        raise ReplicateError("The jackknife leaves out each unit once: leave repeats out.")
    else:
        raise ReplicateError(f"Method {method!r} is unknown: use one of {', '.join(METHODS)}.")
    return Replicates.of(_calibrated(design, factors), scales)


def replicated(
    statistic: Callable[[Floats], float], design: Design, replicates: Floats
) -> Estimate:
    """Any number made of weights, with its error from replicates; t interval.

    statistic: from weights of shape (n,) to a number. replicates: what replicate() gave, or
    Replicates.of() weights from elsewhere. Distances are from the mean of the replicates, as R
    survey has them. deff is not known. Source: Wolter 2007, ch. 2 to 5. Raises ReplicateError.
    """
    scales = getattr(replicates, "scales", None)
    if scales is None or np.shape(replicates) != (design.size, scales.size):
        raise ReplicateError("Give the weights that replicate() made of this design, all of them.")
    value = float(statistic(design.weights))
    found = np.array([float(statistic(column)) for column in np.asarray(replicates).T])
    if not np.isfinite(found).all():
        raise ReplicateError("The statistic has no value in a replicate: use fewer, larger groups.")
    spread = float(scales @ (found - found.mean()) ** 2) if found.size else 0.0
    error = float(np.sqrt(spread))
    members = members_of(design, None)
    df = design.degrees(members)
    df = min(df, found.size - 1) if found.size else df
    low, high = t_interval(value, error, df)
    n_eff = kish_size(design.weights)
    return Estimate(value, error, low, high, int(members.sum()), n_eff, df, float("nan"))


def _jackknife(design: Design) -> Factors:
    """Variance by unit (1 - n/N)(n - 1)/n; Source: Wolter 2007, ch. 4."""
    columns, scales = [], []
    for stage in design.stages:
        _refuse_lonely(stage)
        rates = stage.reached * stage.left * (stage.drawn - 1) / stage.drawn
        units = np.flatnonzero(rates[stage.group] > 0)
        groups = stage.group[units]
        rows = stage.group[stage.unit][:, None] == groups
        stretch = (stage.drawn / np.maximum(stage.drawn - 1, 1))[groups]
        factors = np.where(rows, stretch, 1.0)
        factors[stage.unit[:, None] == units] = 0.0
        columns.append(factors)
        scales.append(rates[groups])
    return np.hstack(columns), np.concatenate(scales)


def _bootstrap(design: Design, repeats: int, seed: int | None) -> Factors:
    """Rao and Wu 1988, JASA 83:231, with n - 1 draws; further stages as Preston 2009, SMJ 35:227.

    A unit drawn r times its due is stretched by the root of what remains of its population.
    """
    if repeats < 2:
        raise ReplicateError("A bootstrap needs two repeats or more: 500 are usual.")
    random = np.random.default_rng(seed)
    factors = np.ones((design.size, repeats))
    passed = np.ones((design.size, repeats))
    for stage in design.stages:
        _refuse_lonely(stage)
        times = _times_drawn(stage, repeats, random)[stage.unit]
        stretch = np.sqrt(stage.reached * stage.left)[stage.group][stage.unit]
        factors += np.sqrt(passed) * stretch[:, None] * (times - 1)
        passed *= times
    return factors, np.full(repeats, 1 / repeats)


def _times_drawn(stage: Stage, repeats: int, random: np.random.Generator) -> Floats:
    """How often each unit is drawn, over how often it is due, shape (units, repeats)."""
    found = np.ones((stage.group.size, repeats))
    for group, drawn in enumerate(stage.drawn.astype(int).tolist()):
        if drawn > 1:
            counts = random.multinomial(drawn - 1, np.full(drawn, 1 / drawn), size=repeats)
            found[stage.group == group] = counts.T * drawn / (drawn - 1)
    return found


def _halves(design: Design, repeats: int | None, fay: float) -> Factors:
    """One unit of each pair weighs more, the other less; Source: Wolter 2007, ch. 3."""
    if not 0 <= fay < 1:
        raise ReplicateError(f"fay is {fay:g}: give a number from 0 to below 1.")
    if len(design.stages) > 1:
        raise ReplicateError("Halves see the first stage alone: use the jackknife for more stages.")
    stage = design.stages[0]
    unpaired = (stage.drawn != 2) & (stage.left > 0)
    if unpaired.any():
        name = str(stage.labels[int(np.argmax(unpaired))])
        raise ReplicateError(f"Stratum {name!r} does not hold two units: use the jackknife.")
    strata = stage.drawn.size
    order = order_above(strata) if repeats is None else repeats
    if order <= strata:
        raise ReplicateError(f"{order} repeats do not balance {strata} strata: ask for more.")
    signs = hadamard(order)[:, 1 : strata + 1].T
    is_first = np.zeros(stage.group.size, dtype=np.bool_)
    rows = np.unique(stage.group[stage.unit], return_index=True)[1]
    is_first[stage.unit[rows]] = True
    sides = np.where(is_first, 1.0, -1.0) * np.sqrt(stage.left)[stage.group]
    factors = 1 + (1 - fay) * sides[:, None] * signs[stage.group]
    return factors[stage.unit], np.full(order, 1 / (order * (1 - fay) ** 2))


def _refuse_lonely(stage: Stage) -> None:
    alone = (stage.drawn < 2) & (stage.left > 0) & (stage.reached > 0)
    if alone.any():
        raise LonelyStratumError(str(stage.labels[int(np.argmax(alone))]))


def _calibrated(design: Design, factors: Floats) -> Floats:
    """The weights of before any calibration times the factors, calibrated again in each column."""
    if not design.calibrations:
        return design.weights[:, None] * factors
    before = design.calibrations[0].before
    columns = [_anew(design.calibrations, before * factor) for factor in factors.T]
    return np.column_stack(columns) if columns else np.empty((design.size, 0))


def _anew(calibrations: tuple[Calibration, ...], weights: Floats) -> Floats:
    for calibration in calibrations:
        weights = weights if calibration.again is None else calibration.again(weights)
    return weights

"""Differences between groups of one sample, whose estimates depend on each other."""

from dataclasses import dataclass, replace

import numpy as np
from scipy import special

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.estimates import Estimate
from app.estimation.intervals import t_interval
from app.estimation.means import estimate
from app.estimation.variance import checked_values, members_of


@dataclass(frozen=True, slots=True)
class Contrast:
    """A difference with its test: t, two-sided p; nan where it has no error."""

    estimate: Estimate
    t: float
    p: float


def mean_difference(y: Floats | Bools, design: Design, one: Bools, other: Bools) -> Contrast:
    """Mean of y in one domain less that in another of the same sample, in the unit of y.

    y, one, other: shape (n,), as mean(); shares where y is true or false. Clusters, strata and
    calibrations that both share enter the error. df is one less than the design's, n that of
    both. Source: Lumley 2010, Complex Surveys; as R survey's svyttest. Raises as mean().
    """
    firsts, seconds = members_of(design, one), members_of(design, other)
    value, scores = _mean_scores(y, design, firsts)
    less, other_scores = _mean_scores(y, design, seconds)
    both = firsts | seconds
    found = estimate(value - less, scores - other_scores, design, both)
    df = max(found.df - 1, 1)
    low, high = t_interval(found.value, found.std_error, df)
    found = replace(found, low=low, high=high, df=df, deff=float("nan"))
    return with_test(found)


def with_test(found: Estimate) -> Contrast:
    """Any difference with the test that it is none: t of Student 1908, p in [0, 1]."""
    if found.std_error <= 0:
        return Contrast(found, float("nan"), float("nan"))
    t = found.value / found.std_error
    return Contrast(found, t, float(2 * special.stdtr(max(found.df, 1), -abs(t))))


def _mean_scores(y: Floats | Bools, design: Design, members: Bools) -> tuple[float, Floats]:
    numbers = checked_values(y, design, members)
    size = float(design.weights[members].sum())
    value = float(design.weights @ numbers) / size
    return value, np.where(members, numbers - value, 0.0) / size

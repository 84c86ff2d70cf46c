"""Many differences at once: which ones are clear, though chance alone would make some look so."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from app.estimation.arrays import Floats
from app.estimation.errors import DesignError
from app.estimation.estimates import Estimate
from app.estimation.intervals import t_quantile
from app.reference.cells import Verdict

CLEAR_UNTIL = 0.05  # of those called clear, at most so many are false on average
LIKELY_UNTIL = 0.20  # of those called likely or clear


@dataclass(frozen=True, slots=True)
class Comparison:
    """A difference among others; p: that there is none, adjusted: for how many were looked at."""

    difference: Estimate
    p: float
    adjusted: float
    verdict: Verdict


def compared(differences: Sequence[Estimate]) -> tuple[Comparison, ...]:
    """All differences that are looked at together, in the order given; none left out unseen.

    differences: k of them, each in any unit; p and adjusted in [0, 1]. p by t on the side of the
    interval that looks to zero, so that it is under 5 % exactly where the interval does not hold
    zero. Raises DesignError for one without a number.
    Source: Benjamini and Hochberg 1995, JRSS B 57:289; how often it errs: tests/power.
    """
    chances = np.array([_chance_of_none(each) for each in differences], dtype=np.float64)
    adjusted = benjamini_hochberg(chances)
    return tuple(
        Comparison(each, p, q, verdict(q))
        for each, p, q in zip(differences, chances.tolist(), adjusted.tolist(), strict=True)
    )


def benjamini_hochberg(chances: Floats) -> Floats:
    """p-values, shape (k,), as the smallest rate of false discoveries that lets each pass.

    Source: Benjamini and Hochberg 1995, JRSS B 57:289; as R's p.adjust, "BH".
    Raises DesignError for what is no p-value.
    """
    given = np.asarray(chances, dtype=np.float64)
    if given.ndim != 1 or not ((given >= 0) & (given <= 1)).all():
        raise DesignError("Give p-values from 0 to 1: leave out comparisons without one.")
    order = np.argsort(given)[::-1]
    ranks = np.arange(given.size, 0, -1)
    found = np.empty_like(given)
    found[order] = np.minimum(np.minimum.accumulate(given[order] * given.size / ranks), 1.0)
    return found


def verdict(adjusted: float) -> Verdict:
    """The word for a p-value that benjamini_hochberg() has adjusted."""
    if adjusted <= CLEAR_UNTIL:
        return Verdict.CLEAR
    return Verdict.LIKELY if adjusted <= LIKELY_UNTIL else Verdict.NOT_CLEAR


def _chance_of_none(found: Estimate) -> float:
    reach = found.value - found.low if found.value > 0 else found.high - found.value
    if reach <= 0:
        return 0.0 if found.value else 1.0
    t = abs(found.value) / reach * t_quantile(found.df)
    return float(2 * special.stdtr(max(found.df, 1), -t))

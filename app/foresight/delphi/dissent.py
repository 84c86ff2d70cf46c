"""Whether a panel is split in camps, which is a result and no failure."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from app.estimation.arrays import Floats
from app.foresight.delphi.agreement import van_der_eijk
from app.foresight.delphi.answers import FIVE_POINTS, Scale

FEWEST_ANSWERS = 8
UNIFORM_BIMODALITY = 5 / 9  # of a flat distribution
MODE_SHARE, VALLEY_SHARE = 0.25, 0.10
NEAR = 1e-9
Reason = Literal["agreement below zero", "bimodality", "two modes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent:
    """Signs of camps. reasons: why the answers count as polarised; () with too few answers.

    modes: the two levels furthest apart that hold a quarter each, with one between them that
    holds a tenth at most; None where there are none. bimodality: None below four answers, or
    where all are the same.
    """

    n: int
    eijk: float | None
    bimodality: float | None
    modes: tuple[float, float] | None
    reasons: tuple[Reason, ...]

    @property
    def is_too_few(self) -> bool:
        """With fewer than 8 answers any split may be chance: nothing is said of camps."""
        return self.n < FEWEST_ANSWERS

    @property
    def is_polarised(self) -> bool:
        return bool(self.reasons)


def dissent(answers: ArrayLike, scale: Scale = FIVE_POINTS) -> Dissent:
    """answers: shape (n,), nan where none. Any one sign is enough.

    Signs: van der Eijk's A below 0; bimodality above 5/9; two modes of 25 % or more around a
    level of 10 % or less. Raises AnswerError, ScaleError.
    """
    given = scale.values(answers)
    values = given[~np.isnan(given)]
    counts = scale.counts(values)
    eijk, coefficient, modes = van_der_eijk(counts), bimodality(values), _modes(values, scale)
    signs: dict[Reason, bool] = {
        "agreement below zero": eijk is not None and eijk < -NEAR,
        "bimodality": coefficient is not None and coefficient > UNIFORM_BIMODALITY + NEAR,
        "two modes": modes is not None,
    }
    is_enough = values.size >= FEWEST_ANSWERS
    return Dissent(
        n=values.size,
        eijk=eijk,
        bimodality=coefficient,
        modes=modes,
        reasons=tuple(sign for sign, holds in signs.items() if holds and is_enough),
    )


def bimodality(values: Floats) -> float | None:
    """Sarle's coefficient, with skewness and kurtosis corrected for n; 5/9 for many flat answers.

    (g^2 + 1) / (k + 3 (n - 1)^2 / ((n - 2)(n - 3))). It misses splits of few answers: half at
    each end gives 0.48 for 8. None below four values, or where all are the same.
    Source: SAS/STAT User's Guide, CLUSTER; Pfister and others 2013, Frontiers in Psychology 4:700.
    """
    n = values.size
    if n < 4 or np.ptp(values) == 0:
        return None
    away = values - values.mean()
    second, third, fourth = ((away**power).mean() for power in (2, 3, 4))
    skewness = third / second**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
    kurtosis = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (fourth / second**2 - 3) + 6)
    return float((skewness**2 + 1) / (kurtosis + 3 * (n - 1) ** 2 / ((n - 2) * (n - 3))))


def _modes(values: Floats, scale: Scale) -> tuple[float, float] | None:
    counts = scale.counts(values)
    if not values.size or not counts.size:
        return None
    shares = counts / values.size
    heavy = np.flatnonzero(shares >= MODE_SHARE - NEAR)
    if heavy.size < 2:
        return None
    first, last = int(heavy[0]), int(heavy[-1])
    between = shares[first + 1 : last]
    if not between.size or between.min() > VALLEY_SHARE + NEAR:
        return None
    low, high = scale.levels[[first, last]].tolist()
    return float(low), float(high)

"""One score out of several numbers by item, as of tension by job: for ranking, never alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Floats
from app.estimation.design import Design
from app.estimation.errors import EmptyDomainError
from app.estimation.intervals import t_quantile
from app.estimation.variance import deviations, symmetric_root

DRAWS = 1000
MIDDLE, STEP = 50.0, 10.0  # of a score: the average item, and one standard deviation
LEAST_ITEMS = 2


@dataclass(frozen=True, eq=False)
class Source:
    """One sample behind the numbers.

    scores: shape (n, p, k), how each of p numbers of k items changes with each weight.
    df: degrees of freedom of its errors.
    """

    design: Design
    scores: Floats
    df: float

    def noise(self, random: np.random.Generator) -> Floats:
        """Errors of the numbers, shape (DRAWS, p, k): t with the sample's degrees of freedom."""
        n, numbers, items = self.scores.shape
        root = symmetric_root(deviations(self.scores.reshape(n, numbers * items), self.design))
        normal = random.standard_normal((DRAWS, numbers * items)) @ root
        stretch = np.sqrt(self.df / random.chisquare(self.df, DRAWS))
        found: Floats = (normal * stretch[:, None]).reshape(DRAWS, numbers, items)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Of one item; all in [0, 100], the interval of 95 %."""

    value: float
    std_error: float
    low: float
    high: float


def scores_of(numbers: Floats) -> Floats:
    """50 for the average item, 10 points a standard deviation; the mean over the numbers.

    numbers: shape (…, p, k). A number that does not differ between items counts 50 for all.
    """
    middle = numbers.mean(axis=-1, keepdims=True)
    spread = numbers.std(axis=-1, keepdims=True)
    standing = (numbers - middle) / np.where(spread > 0, spread, 1.0)
    found: Floats = MIDDLE + STEP * standing.mean(axis=-2)
    return found


def composite(numbers: Floats, sources: Sequence[Source], seed: int) -> tuple[Score, ...]:
    """Mean of standard scores, with intervals of 95 % by draws; the same seed gives the same.

    numbers: shape (p, k), each row a number by item, high where the score shall be high. sources:
    independent samples; what does not depend on one has scores of 0 in it. Standard deviations
    are those of the k items, divided by k.
    Source: z scores as in OECD and JRC 2008, Handbook on Constructing Composite Indicators, ch. 5;
    the draws: normal approximation of the linearised errors. Raises EmptyDomainError under two
    items, LonelyStratumError.
    """
    if numbers.shape[1] < LEAST_ITEMS:
        raise EmptyDomainError
    random = np.random.default_rng(seed)
    drawn = scores_of(numbers + sum(each.noise(random) for each in sources))
    errors = drawn.std(axis=0, ddof=1)
    values = scores_of(numbers)
    reach = t_quantile(np.inf) * errors
    low, high = (np.clip(each, 0.0, 100.0) for each in (values - reach, values + reach))
    return tuple(
        Score(value=value, std_error=error, low=lowest, high=highest)
        for value, error, lowest, highest in np.column_stack([values, errors, low, high]).tolist()
    )

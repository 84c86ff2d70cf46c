"""Answers weighed by what experts say they know, never without the unweighted beside them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from app.estimation.arrays import Floats
from app.foresight.delphi.answers import FEWEST_SHOWN, FIVE_POINTS, Scale, numbers
from app.foresight.delphi.quantiles import weighted_quartiles
from app.foresight.errors import AnswerError


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """Quartiles and mean in the scale's unit; quartiles as type 2, see weighted_quartiles()."""

    median: float
    q1: float
    q3: float
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ByExpertise:
    """Both views of the same answers; None where nobody counts.

    n: answers. n_weighted: those that weigh something. n_effective: Kish's, how many equal
    experts would be as much. without_rating: answers of experts who did not rate themselves.
    """

    unweighted: Centre | None
    weighted: Centre | None
    n: int
    n_weighted: int
    n_effective: float
    without_rating: int

    @property
    def is_too_few(self) -> bool:
        return self.n_weighted < FEWEST_SHOWN


def by_expertise(
    answers: ArrayLike, expertise: ArrayLike, scale: Scale = FIVE_POINTS
) -> ByExpertise:
    """answers, expertise: shape (n,); expertise: the self-rating, 0 or more, nan where none.

    Whoever rates 0, or not at all, counts only unweighted. Raises AnswerError, ScaleError.
    """
    given, ratings = scale.values(answers), numbers(expertise)
    if given.size != ratings.size or (ratings < 0).any():
        raise AnswerError("Each expert has one rating of 0 or more, nan where none: correct them.")
    here = ~np.isnan(given)
    values, weights = given[here], np.nan_to_num(ratings[here])
    squares = float((weights**2).sum())
    return ByExpertise(
        unweighted=_centre(values, np.ones(values.size)),
        weighted=_centre(values, weights),
        n=values.size,
        n_weighted=int((weights > 0).sum()),
        n_effective=float(weights.sum() ** 2) / squares if squares else 0.0,
        without_rating=int(np.isnan(ratings[here]).sum()),
    )


def _centre(values: Floats, weights: Floats) -> Centre | None:
    if not weights.any():
        return None
    q1, median, q3 = weighted_quartiles(values, weights)
    return Centre(median=median, q1=q1, q3=q3, mean=float(np.average(values, weights=weights)))

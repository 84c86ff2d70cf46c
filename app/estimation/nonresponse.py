"""Weights of those who answered, raised to stand for those who did not."""

import numpy as np

from app.estimation.arrays import Bools, Floats, Ints, Labels
from app.estimation.checks import numbers_of, truths_of
from app.estimation.errors import DesignError, NonResponseError
from app.estimation.levels import checked_labels, levels_of
from app.estimation.regression import propensities

LEAST_IN_CLASS = 20  # respondents
MOST_RAISED = 3.0


def by_classes(
    weights: Floats,
    responded: Bools,
    classes: Labels,
    *,
    least: int = LEAST_IN_CLASS,
    most: float = MOST_RAISED,
) -> Floats:
    """Weights raised in each class by all of its weight over that of its respondents, shape (n,).

    weights, responded, classes: shape (n,), all who were sampled; others get 0, and the sum of
    each class stays. The same does for those of unknown eligibility, with responded = known.
    Source: Little 1986, International Statistical Review 54:139.
    Raises NonResponseError naming a class with too few respondents or too large a factor, and
    DesignError (gaps, lengths, weights not above 0).
    """
    sampled = numbers_of("Weights", weights)
    if not np.isfinite(sampled).all() or (sampled <= 0).any():
        raise DesignError("Weights of all who were sampled must be above 0: mend or drop them.")
    is_heard = truths_of("Whether they responded", responded)
    if is_heard.shape != sampled.shape:
        raise DesignError(f"Responses have shape {is_heard.shape}: give one for each weight.")
    names, place = levels_of(checked_labels("classes", classes, sampled.shape))
    count = np.bincount(place, is_heard, names.size)
    whole = np.bincount(place, sampled, names.size)
    heard = np.bincount(place, sampled * is_heard, names.size)
    for name, n, asked, answered in zip(names.tolist(), count, whole, heard, strict=True):
        if n < least:
            raise NonResponseError(str(name), f"{n:.0f} respondents, fewer than {least}")
        if asked > most * answered:
            raise NonResponseError(str(name), f"a factor of {asked / answered:.2g}, above {most:g}")
    found: Floats = np.where(is_heard, sampled * (whole / heard)[place], 0.0)
    return found


def by_propensity(
    weights: Floats,
    responded: Bools,
    covariates: Floats,
    *,
    classes: int = 5,
    most: float = MOST_RAISED,
) -> Floats:
    """As by_classes(), in classes of like chance to answer, equally many in each.

    covariates: shape (n, p), a column of ones among them, known of all who were sampled; the
    chance by weighted logistic regression. Source: Rosenbaum and Rubin 1984; Little 1986.
    """
    chances = propensities(responded, covariates, np.asarray(weights, dtype=np.float64))
    return by_classes(weights, responded, _parts(chances, classes), most=most)


def _parts(chances: Floats, classes: int) -> Ints:
    """Classes by rising chance; equal chances are never parted."""
    limits = np.quantile(chances, np.arange(1, classes) / classes)
    found: Ints = np.searchsorted(np.unique(limits), chances, side="left").astype(np.intp)
    return found

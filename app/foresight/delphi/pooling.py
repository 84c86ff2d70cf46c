"""What a panel holds for probable, as one number: the logarithmic opinion pool."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from app.estimation.arrays import Floats
from app.foresight.delphi.answers import numbers
from app.foresight.delphi.resampling import Interval, Resamples, percentile
from app.foresight.errors import AnswerError, RuleError

CLOSEST = 0.02  # to 0 and to 1: nobody is sure enough to outweigh all others


@dataclass(frozen=True, slots=True)
class Pooled:
    """Probability in [0, 1] with its interval of 95 %; n: experts behind it."""

    value: float
    low: float
    high: float
    n: int


def pooled(
    chances: ArrayLike, weights: ArrayLike, *, extremity: float = 1.0, closest: float = CLOSEST
) -> float:
    """expit(a * weighted mean of logit(clip(p))), in [closest, 1 - closest] for a = 1.

    chances: shape (n,), in [0, 1], without gaps; weights: shape (n,), above 0, as the expertise
    that each states; extremity: a, above 0: 1 takes all experts to know the same things.
    Source: Genest and Zidek 1986, Statistical Science 1:114; Satopää and others 2014,
    International Journal of Forecasting 30:344 (a). Raises AnswerError, RuleError.
    """
    logits, given = _checked(chances, weights, extremity, closest)
    return float(special.expit(extremity * np.average(logits, weights=given)))


def pool(
    chances: ArrayLike,
    weights: ArrayLike,
    panels: Resamples,
    *,
    extremity: float = 1.0,
    half_step: float = 0.0,
) -> Pooled:
    """As pooled(), with an interval over the experts: another panel might have said this.

    panels: of these experts, in their order. half_step: half a step of the scale of answers, in
    [0, 1]; the interval reaches that far at least, since answers are rounded to the steps: where
    all experts say the same, the panel has no spread and the answers are no surer than that.
    Raises as pooled().
    """
    value = pooled(chances, weights, extremity=extremity)
    drawn = pools(chances, weights, panels, extremity=extremity)
    found = percentile(value, drawn, panels, (0.0, 1.0))
    reach = Interval(max(value - half_step, 0.0), min(value + half_step, 1.0))
    size = numbers(chances).size
    return Pooled(value, min(found.low, reach.low), max(found.high, reach.high), size)


def pools(
    chances: ArrayLike, weights: ArrayLike, panels: Resamples, *, extremity: float = 1.0
) -> Floats:
    """Of each drawn panel, shape (draws,); nan where it holds none of these experts."""
    logits, given = _checked(chances, weights, extremity, CLOSEST)
    whole = panels.counts @ given
    means = panels.counts @ (given * logits) / np.where(whole > 0, whole, 1.0)
    found: Floats = np.where(whole > 0, special.expit(extremity * means), np.nan)
    return found


def _checked(
    chances: ArrayLike, weights: ArrayLike, extremity: float, closest: float
) -> tuple[Floats, Floats]:
    """Logits and weights."""
    told, given = numbers(chances), numbers(weights)
    if not told.size or told.size != given.size or np.isnan([*told, *given]).any():
        raise AnswerError("Give each expert a chance and a weight, and one expert at least.")
    if (told < 0).any() or (told > 1).any() or (given <= 0).any():
        raise AnswerError("Chances lie between 0 and 1, weights above 0: correct them.")
    if not extremity > 0 or not 0 < closest < 0.5:
        raise RuleError("Extremity is above 0, closest between 0 and 0.5: correct them.")
    logits: Floats = special.logit(np.clip(told, closest, 1 - closest))
    return logits, given

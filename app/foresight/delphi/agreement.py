"""How far the answers to one statement agree on an ordered scale."""

import numpy as np
from numpy.typing import ArrayLike

from app.estimation.arrays import Bools, Floats
from app.foresight.delphi.answers import Scale
from app.foresight.errors import AnswerError


def van_der_eijk(counts: ArrayLike) -> float | None:
    """Agreement A: 1 all in one level, 0 all levels alike, -1 half at each end.

    counts: shape (k,), how many answered each level, in order, empty levels too. None without
    answers or with fewer than three levels, where it is not defined. The counts are taken apart
    in layers of equal height; each layer's agreement counts with its share of the answers.
    Source: van der Eijk 2001, Quality and Quantity 35:325. Raises AnswerError.
    """
    left = np.array(counts, dtype=np.float64)
    if left.ndim != 1 or not np.isfinite(left).all() or (left < 0).any():
        raise AnswerError("Counts are one row of numbers of answers, 0 or more: correct them.")
    whole = left.sum()
    if left.size < 3 or whole == 0:
        return None
    found = 0.0
    while (filled := left > 0).any():
        height = left[filled].min()
        found += _agreement_of_layer(filled) * height * filled.sum() / whole
        left = np.where(filled, left - height, 0.0)
    return float(found)


def _agreement_of_layer(filled: Bools) -> float:
    """filled: which levels the layer holds; U * (1 - (S - 1) / (K - 1)) of the source."""
    levels, held = filled.size, int(filled.sum())
    before = np.cumsum(filled)[~filled]
    after = held - before
    straddled = float((before * after).sum())  # triples 1 0 1
    unimodal = float((before * (before - 1) + after * (after - 1)).sum() / 2)  # 1 1 0 and 0 1 1
    shape = 1.0
    if straddled + unimodal > 0:
        shape = ((levels - 2) * unimodal - (levels - 1) * straddled) / (
            (levels - 2) * (unimodal + straddled)
        )
    return shape * (1 - (held - 1) / (levels - 1))


def tastle_wierman(answers: ArrayLike, scale: Scale) -> float | None:
    """Consensus Cns in [0, 1]: 1 all alike, 0 half at each end; None without answers.

    1 + sum of p log2(1 - |x - mean| / width). Source: Tastle and Wierman 2007, International
    Journal of Approximate Reasoning 45:531. Raises AnswerError, ScaleError.
    """
    values = scale.values(answers)
    values = values[~np.isnan(values)]
    if not values.size:
        return None
    nearness: Floats = 1 - np.abs(values - values.mean()) / scale.width
    return float(1 + np.log2(nearness).mean())

"""Weights cut where they are too large, and what is cut off given to the others."""

import numpy as np

from app.estimation.arrays import Floats, Labels
from app.estimation.errors import DesignError

SWEEPS = 1000


def trimmed(weights: Floats, most: float, groups: Labels | None = None) -> Floats:
    """No weight above most, the sum of each group as before, shape (n,).

    weights: shape (n,), not below 0; groups: labels of shape (n,), such as strata or cells of a
    margin; None: one. What is cut off goes to the others of the group in proportion to their
    weights, again until none is too large. Raises DesignError where a group's mean is above most.
    Source: Potter 1990, Proceedings of the ASA Section on Survey Research Methods.
    """
    given = np.asarray(weights, dtype=np.float64)
    labels = np.zeros(given.size) if groups is None else np.asarray(groups)
    found = given.copy()
    for label in np.unique(labels):
        is_here = labels == label
        if given[is_here].mean() > most * (1 + 1e-12):
            raise DesignError(
                f"Group {str(label)!r} has weights of {given[is_here].mean():g} on average, above "
                f"{most:g}: raise the limit or join groups."
            )
        found[is_here] = _cut(given[is_here], most)
    return found


def most_by_median(weights: Floats, times: float = 5.0) -> float:
    """A limit for trimmed(): so many times the median of the weights above 0."""
    held = np.asarray(weights, dtype=np.float64)
    return float(times * np.median(held[held > 0]))


def _cut(weights: Floats, most: float) -> Floats:
    whole, is_cut = weights.sum(), weights > most
    found = np.minimum(weights, most)
    for _ in range(SWEEPS):
        room = found[~is_cut].sum()
        if not room or abs(found.sum() - whole) <= 1e-12 * whole:
            break
        stretched = found * (whole - most * is_cut.sum()) / room
        found = np.where(is_cut, most, stretched)
        is_cut = is_cut | (found > most)
        found = np.minimum(found, most)
    return found

"""Weights cut where they are too large, and what is cut off given to the others."""

import numpy as np

from app.estimation.arrays import Floats, Labels
from app.estimation.checks import numbers_of
from app.estimation.errors import DesignError
from app.estimation.levels import checked_labels, levels_of

SWEEPS = 1000


def trimmed(weights: Floats, most: float, groups: Labels | None = None) -> Floats:
    """No weight above most, the sum of each group as before, shape (n,).

    weights: shape (n,), not below 0; groups: labels of shape (n,), such as strata or cells of a
    margin; None: one. What is cut off goes to the others of the group in proportion to their
    weights, again until none is too large. Raises DesignError where a group's mean of
    weights above 0 is above most, and for weights below 0 or missing.
    Source: Potter 1990, Proceedings of the ASA Section on Survey Research Methods.
    """
    given = _checked(weights)
    if not most > 0:
        raise DesignError(f"The limit of weights is {most:g}: give a number above 0.")
    names, place = levels_of(
        np.broadcast_to("all", given.shape)
        if groups is None
        else checked_labels("groups", groups, given.shape)
    )
    found = given.copy()
    for at, label in enumerate(names.tolist()):
        is_here = (place == at) & (given > 0)
        if not is_here.any():
            continue
        middle = given[is_here].mean()
        if middle > most * (1 + 1e-12):
            raise DesignError(
                f"Group {str(label)!r} has weights of {middle:g} on average, above "
                f"{most:g}: raise the limit or join groups."
            )
        found[is_here] = _cut(given[is_here], most)
    return found


def most_by_median(weights: Floats, times: float = 5.0) -> float:
    """A limit for trimmed(): so many times the median of the weights above 0. Raises as it."""
    held = _checked(weights)
    return float(times * np.median(held[held > 0]))


def _checked(weights: Floats) -> Floats:
    given = numbers_of("Weights", weights)
    if given.ndim != 1 or not np.isfinite(given).all() or (given < 0).any() or not given.any():
        raise DesignError("Weights must be one row of numbers from 0, some above: mend them.")
    return given


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

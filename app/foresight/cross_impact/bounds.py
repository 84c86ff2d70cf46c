"""How far a state can still come above a rival: the bounds that cut the search short.

For a state v and a rival u the bound starts as the most that all descriptors together could give v
above u. Deciding a descriptor replaces its most by what the chosen state gives, so a bound only
falls. Once it is under minus the tolerance, v cannot be part of a consistent scenario.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from app.estimation.arrays import Bools, Floats, Ints
from app.foresight.cross_impact.matrix import Matrix

Numbers: TypeAlias = npt.NDArray[np.int16] | Floats
MOST_SHORT = 8_000  # sums up to this stay exact in 16 bits, twice as much marks "no rival"


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """Descriptors in the order of search, slots as in Matrix.grid, rivals of a slot in a row.

    start: shape (rivals, slots, descriptors), before anything is decided.
    steps: shape (descriptors * slots, rivals * slots * descriptors), what deciding a state adds.
    exists: shape (slots, descriptors). order: place in the matrix of each descriptor.
    least: the lowest bound that a state of a consistent scenario may have.
    """

    start: Numbers
    steps: Numbers
    exists: Bools
    order: Ints
    least: float


def bounds(matrix: Matrix, tolerance: float) -> Bounds:
    """tolerance: how far a rival may stand above an active state, at least 0."""
    order = _heaviest_first(matrix)
    impacts = _in_blocks(matrix)[order][:, :, :, order]
    exists = impacts[0, 0] > -np.inf
    slots = exists.shape[0]
    rivals = (np.arange(slots) + np.arange(1, slots)[:, None]) % slots
    known = np.where(np.isfinite(impacts), impacts, 0.0)
    above = known[:, :, None] - known[:, :, rivals]
    most = np.where(exists.T[:, :, None, None, None], above, -np.inf).max(axis=1)
    start, steps = most.sum(axis=0), above - most[:, None]
    for place in range(exists.shape[1]):
        for slot in range(slots):
            own = above[place, slot, :, slot, place] - most[place, :, slot, place]
            start[:, slot, place] += own
        steps[place, :, :, :, place] = 0.0
    has_rival = exists[rivals]
    is_short = matrix.are_whole and 4 * len(order) * np.abs(matrix.impacts).max() < MOST_SHORT
    start = np.where(has_rival, start, 2 * MOST_SHORT if is_short else np.inf)
    steps = np.where(has_rival, steps, 0.0).reshape(exists.size, -1)
    least = -tolerance - 2 * matrix.noise
    if is_short:
        return Bounds(start.astype(np.int16), steps.astype(np.int16), exists, order, least)
    return Bounds(start, steps, exists, order, least)


def _in_blocks(matrix: Matrix) -> Floats:
    """impacts as shape (descriptors, slots, slots, descriptors); minus infinity: no such state."""
    grid = matrix.grid
    _rows, slots, descriptors = grid.shape
    found = np.zeros((descriptors, slots, slots, descriptors))
    for place, (start, size) in enumerate(zip(matrix.starts, matrix.sizes, strict=True)):
        found[place, :size] = grid[start : start + size]
    found[:, :, ~np.isfinite(grid[0])] = -np.inf
    return found


def _heaviest_first(matrix: Matrix) -> Ints:
    """Descriptors with much influence, given or received, decide most about the others."""
    size = np.abs(matrix.impacts)
    return np.argsort(-np.add.reduceat(size.sum(axis=0) + size.sum(axis=1), matrix.starts))

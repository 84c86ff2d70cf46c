"""All scenarios whose states hold one another in place: exact search with bounds."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from app.estimation.arrays import Bools, Floats, Ints
from app.foresight.cross_impact.bounds import Bounds, Numbers, bounds
from app.foresight.cross_impact.matrix import Matrix, margins
from app.foresight.errors import MatrixError

MOST_SCENARIOS = 200_000
MOST_ROWS, MOST_CELLS = 1_024, 400_000  # of beginnings looked at together
DECIDED = 32_767  # more open states than any descriptor has


@dataclass(frozen=True, slots=True)
class Scenario:
    """states: one a descriptor, counted from 1. total_impact: sum of the active states' scores.

    consistency: how far the least secure state stands above its best rival; below 0 a rival
    stands above it. None where no descriptor has a rival.
    """

    states: tuple[int, ...]
    consistency: float | None
    total_impact: float

    @property
    def inconsistency(self) -> float:
        """How far the worst placed state stands under its best rival; 0 if none does."""
        return max(0.0, -(self.consistency or 0.0))


@dataclass(frozen=True, slots=True)
class Search:
    """scenarios: in the order of their states. undetermined: descriptors, counted from 1, that
    no judgement decides. stopped: "time" or "count" where the search ended early, else ""."""

    scenarios: tuple[Scenario, ...]
    undetermined: tuple[int, ...]
    stopped: str

    @property
    def is_complete(self) -> bool:
        return not self.stopped


class Beginnings(NamedTuple):
    """Scenarios begun, a row each. bounds: shape (rows, rivals * slots * descriptors).
    live: states still possible, shape (rows, slots, descriptors). decided: (rows, descriptors)."""

    bounds: Numbers
    live: Bools
    decided: Bools


def consistent_scenarios(
    matrix: Matrix,
    tolerance: float = 0,
    time_limit: float | None = None,
    *,
    most: int = MOST_SCENARIOS,
    clock: Callable[[], float] = time.monotonic,
) -> Search:
    """Every scenario in which no rival stands more than the tolerance above an active state.

    tolerance: in the unit of the judgements, at least 0. time_limit: seconds. Depth first, the
    descriptor with the fewest possible states next; bounds.py says what cuts a branch. Stopped
    early, by the time or by `most` scenarios, what was found is right, but not all of it.
    Source: Weimer-Jehle 2006, Technological Forecasting and Social Change 73. Raises MatrixError.
    """
    if not 0 <= tolerance < np.inf:
        raise MatrixError(f"A tolerance of {tolerance} means nothing: give a number from 0.")
    until = np.inf if time_limit is None else clock() + time_limit
    found: list[Ints] = []
    count, stopped = 0, ""
    for states in _found(bounds(matrix, tolerance)):
        if clock() > until:
            stopped = "time"
            break
        kept = states[_inconsistency(matrix, states) <= tolerance + matrix.noise]
        found.append(kept[: most - count])
        count += len(kept)
        if count > most:
            stopped = "count"
            break
    undetermined = tuple(place + 1 for place in matrix.undetermined)
    return Search(_scenarios(matrix, found), undetermined, stopped)


def _found(given: Bounds) -> Iterator[Ints]:
    """Whole scenarios, counted from 0, after each block of beginnings; often none."""
    descriptors = len(given.order)
    back = np.argsort(given.order)
    size = min(MOST_ROWS, max(16, MOST_CELLS // given.start.size))
    start = given.start.reshape(1, -1)
    stack = [Beginnings(start, given.exists[None], np.zeros((1, descriptors), bool))]
    while stack:
        block = _possible(given, stack.pop())
        whole: Bools = np.asarray(block.decided.all(axis=1))
        yield block.live[whole].argmax(axis=1)[:, back]
        if not whole.all():
            begun = _continued(given, _rows(block, ~whole))
            pieces = range(0, len(begun.live), size)
            stack += [_rows(begun, slice(each, each + size)) for each in pieces]


def _possible(given: Bounds, block: Beginnings) -> Beginnings:
    """Without states that can't hold any more, nor beginnings with a descriptor left empty."""
    lowest = block.bounds.reshape(-1, *given.start.shape).min(axis=1)
    live = block.live & (lowest >= given.least)
    return _rows(block._replace(live=live), live.any(axis=1).all(axis=1))


def _continued(given: Bounds, block: Beginnings) -> Beginnings:
    """Each beginning once for every possible state of its next descriptor."""
    choices = block.live.sum(axis=1, dtype=np.int16)
    choices[block.decided] = DECIDED
    following = choices.argmin(axis=1)
    row, slot = np.nonzero(block.live[np.arange(len(following)), :, following])
    place, each = following[row], np.arange(len(row))
    begun = _rows(block, row)
    begun.bounds[...] += given.steps[place * given.exists.shape[0] + slot]
    begun.live[each, :, place] = False
    begun.live[each, slot, place] = True
    begun.decided[each, place] = True
    return begun


def _rows(block: Beginnings, chosen: Bools | Ints | slice) -> Beginnings:
    return Beginnings(block.bounds[chosen], block.live[chosen], block.decided[chosen])


def _inconsistency(matrix: Matrix, states: Ints) -> Floats:
    """How far the worst placed state of each scenario stands under its rival."""
    if not len(states):
        return np.zeros(0)
    least: Floats = margins(matrix, states)[1].min(axis=1)
    return -least


def _scenarios(matrix: Matrix, found: list[Ints]) -> tuple[Scenario, ...]:
    states = np.concatenate(found) if found else np.zeros((0, len(matrix.sizes)), np.intp)
    states = states[np.lexsort(states.T[::-1])]
    made: list[Scenario] = []
    for first in range(0, len(states), MOST_ROWS):
        some = states[first : first + MOST_ROWS]
        scores, above = margins(matrix, some)
        least, totals = above.min(axis=1).tolist(), scores.sum(axis=1).tolist()
        rows = zip((some + 1).tolist(), least, totals, strict=True)
        made += [
            Scenario(tuple(row), margin if np.isfinite(margin) else None, total)
            for row, margin, total in rows
        ]
    return tuple(made)

"""From one scenario to the next: all descriptors at once take their best state.

A descriptor keeps its state where that is among the best, else it takes the first of the best.
Weights mean nothing without this rule: taking the last of the best instead, or forgetting to keep,
changes them all. It is the rule of ScenarioWizard's global succession.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from app.estimation.arrays import Floats, Ints
from app.foresight.cross_impact.matrix import Matrix

MOST_CELLS = 500_000  # of scores held together
MOST_WHOLE = 2**30  # ranks up to this fit 32 bits
Ranks: TypeAlias = Floats | npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """How the scores of whole numbers, or of others, are compared.

    given: shape (n, slots, descriptors), what an active state adds to each state's rank; sums are
    laid on ground. best: ranks of shape (scenarios, slots, descriptors) and the states they belong
    to, from 0, to the states of the next scenario.
    """

    given: Ranks
    ground: Ranks
    best: Callable[[Ranks, Ints], Ints]


def ranking(matrix: Matrix) -> Ranking:
    """For whole numbers the rank is the score, then whether the state stands already, then how
    early it comes: one maximum decides. Averages have ties that are only nearly equal."""
    exists = np.isfinite(matrix.grid[0])
    known = np.where(exists, matrix.grid, 0.0)
    slots = exists.shape[0]
    scale = 2 << (slots - 1).bit_length()
    ground = 2 * scale * (1 + np.abs(matrix.impacts).max() * len(matrix.sizes))
    if not matrix.are_whole or ground >= MOST_WHOLE:
        return Ranking(known, np.where(exists, 0.0, -np.inf), _near_best(matrix.noise))
    given = known * scale
    for row, (slot, place) in enumerate(_columns(matrix)):
        given[row, slot, place] += scale // 2
    earlier = np.where(exists, slots - 1 - np.arange(slots)[:, None], -ground)
    return Ranking(given.astype(np.int32), earlier.astype(np.int32), _first_best(slots, scale // 2))


def successors(matrix: Matrix, states: Ints) -> Ints:
    """The next scenario of each, shape (scenarios, descriptors), states from 0."""
    ranks = ranking(matrix)
    size = max(1, MOST_CELLS // ranks.ground.size)
    pieces = (states[first : first + size] for first in range(0, len(states), size))
    found = [
        ranks.best(_sums(ranks.given, each + matrix.starts, ranks.ground), each) for each in pieces
    ]
    return np.concatenate(found) if found else states


def successors_of_all(matrix: Matrix) -> Ints:
    """The number of the next scenario for every scenario by its number.

    A scenario's number reads its states as digits, the last descriptor's changing fastest. Ranks
    are sums of two tables, one for each half of the descriptors.
    """
    middle = _middle(matrix.sizes)
    ranks = ranking(matrix)
    heads, tails = _all_states(matrix.sizes[:middle]), _all_states(matrix.sizes[middle:])
    of_heads = _sums(ranks.given, heads + matrix.starts[:middle], ranks.ground)
    of_tails = _sums(ranks.given, tails + matrix.starts[middle:], np.zeros_like(ranks.ground))
    places = np.cumprod([1, *matrix.sizes[:0:-1]])[::-1]
    found = np.empty((len(heads), len(tails)), dtype=np.intp)
    for rows in _groups(len(heads), of_tails.size):
        some = heads[rows]
        sums = (of_heads[rows, None] + of_tails).reshape(-1, *ranks.ground.shape)
        states = np.hstack([np.repeat(some, len(tails), axis=0), np.tile(tails, (len(some), 1))])
        found[rows] = (ranks.best(sums, states) @ places).reshape(len(some), -1)
    return found.reshape(-1)


def ends(following: Ints) -> Ints:
    """Where the steps from each scenario end, by number; -1: in a cycle of several scenarios."""
    found = following
    for _ in range(len(following).bit_length()):
        found = found[found]
    return np.where(following[found] == found, found, -1)


def _columns(matrix: Matrix) -> list[tuple[int, int]]:
    """Slot and descriptor of each state."""
    return [(slot, place) for place, size in enumerate(matrix.sizes) for slot in range(size)]


def _first_best(slots: int, half: int) -> Callable[[Ranks, Ints], Ints]:
    def best(ranks: Ranks, _states: Ints) -> Ints:
        highest: Ints = ranks.max(axis=1).astype(np.intp)
        return slots - 1 - highest % half

    return best


def _near_best(noise: float) -> Callable[[Ranks, Ints], Ints]:
    def best(ranks: Ranks, states: Ints) -> Ints:
        are_best = ranks >= ranks.max(axis=1)[:, None] - noise
        keeps = np.take_along_axis(are_best, states[:, None], axis=1)[:, 0]
        return np.where(keeps, states, are_best.argmax(axis=1))

    return best


def _sums(given: Ranks, rows: Ints, ground: Ranks) -> Ranks:
    """Ranks that the active states give; rows: theirs, shape (scenarios, descriptors)."""
    found: Ranks = np.empty((len(rows), *ground.shape), dtype=ground.dtype)
    found[...] = ground
    for each in rows.T:
        np.add(found, given[each], out=found)
    return found


def _middle(sizes: tuple[int, ...]) -> int:
    """How many descriptors the first half takes, so that the halves have about as many states."""
    logs = np.cumsum(np.log(sizes))
    return int(np.abs(logs - logs[-1] / 2).argmin()) + 1


def _all_states(sizes: tuple[int, ...]) -> Ints:
    """Every combination, shape (combinations, descriptors), the last changing fastest."""
    return np.indices(sizes).reshape(len(sizes), -1).T if sizes else np.zeros((1, 0), np.intp)


def _groups(count: int, cells: int) -> Iterator[slice]:
    size = max(1, MOST_CELLS // max(cells, 1))
    return (slice(first, first + size) for first in range(0, count, size))

"""A cross-impact matrix, and what each scenario's states receive from one another."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from app.estimation.arrays import Floats, Ints
from app.foresight.errors import MatrixError

NOISE = 1e-9  # part of the largest impact under which two scores of averages are equal


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Judgements of how far a state promotes (above 0) or hinders (below 0) another.

    impacts: shape (n, n), rows influence columns, states in the order of their descriptors.
    sizes: how many states each descriptor has, summing to n. A descriptor's influence on itself,
    mostly 0, counts as any other. Raises MatrixError.
    """

    impacts: Floats
    sizes: tuple[int, ...]

    def __init__(self, impacts: npt.ArrayLike, sizes: Sequence[int]) -> None:
        given = _numbers(impacts)
        given.flags.writeable = False
        object.__setattr__(self, "impacts", given)
        object.__setattr__(self, "sizes", tuple(int(each) for each in sizes))
        _check(self)

    @property
    def starts(self) -> Ints:
        """Row of each descriptor's first state, shape (descriptors,)."""
        return np.cumsum([0, *self.sizes[:-1]])

    @property
    def combinations(self) -> int:
        """How many scenarios there are, as a whole number of any length."""
        return math.prod(self.sizes)

    @property
    def are_whole(self) -> bool:
        """All judgements are whole numbers: scores are then exact."""
        return bool((self.impacts == np.round(self.impacts)).all())

    @property
    def noise(self) -> float:
        """Scores nearer to one another than this are equal; 0 for whole numbers."""
        largest = float(np.abs(self.impacts).max(initial=0.0))
        return 0.0 if self.are_whole else NOISE * largest

    @property
    def undetermined(self) -> tuple[int, ...]:
        """Descriptors, from 0, that nothing decides: no judgement prefers one of their states."""
        places = zip(self.starts.tolist(), self.sizes, strict=True)
        columns = [self.impacts[:, start : start + size] for start, size in places]
        return tuple(
            place
            for place, each in enumerate(columns)
            if each.shape[1] > 1 and bool((each == each[:, :1]).all())
        )

    @property
    def grid(self) -> Floats:
        """impacts as shape (n, slots, descriptors): a state's slot is its place, from 0.

        Slots that a descriptor does not have hold minus infinity. At least two slots.
        """
        slots = max(2, *self.sizes)
        found = np.full((len(self.impacts), slots, len(self.sizes)), -np.inf)
        for place, (start, size) in enumerate(zip(self.starts, self.sizes, strict=True)):
            found[:, :size, place] = self.impacts[:, start : start + size]
        return found


def balances(matrix: Matrix, grid: Floats, states: Ints) -> Floats:
    """What each state receives from a scenario, shape (scenarios, slots, descriptors).

    states: shape (scenarios, descriptors), from 0. grid: of the matrix.
    """
    rows = states + matrix.starts
    return reduce(np.add, (grid[rows[:, place]] for place in range(rows.shape[1])))


def margins(matrix: Matrix, states: Ints) -> tuple[Floats, Floats]:
    """Score of each active state, and how far it stands above its best rival, each of shape
    (scenarios, descriptors); infinite for a descriptor with a single state. Ties are exactly 0."""
    found = balances(matrix, matrix.grid, states)
    place = states[:, None, :]
    active = np.take_along_axis(found, place, axis=1)[:, 0]
    np.put_along_axis(found, place, -np.inf, axis=1)
    above = active - found.max(axis=1)
    return active, np.where(np.abs(above) <= matrix.noise, 0.0, above)


def checked_states(matrix: Matrix, scenario: Sequence[int]) -> Ints:
    """A scenario of states counted from 1, as shape (1, descriptors) counted from 0."""
    if len(scenario) != len(matrix.sizes):
        raise MatrixError(
            f"The scenario names {len(scenario)} states, the matrix has {len(matrix.sizes)} "
            "descriptors: name one state of each."
        )
    for place, (state, size) in enumerate(zip(scenario, matrix.sizes, strict=True), start=1):
        if not 1 <= state <= size:
            raise MatrixError(
                f"Descriptor {place} has no state {state}: give a number from 1 to {size}."
            )
    return np.array([scenario], dtype=np.intp) - 1


def _numbers(impacts: npt.ArrayLike) -> Floats:
    try:
        return np.array(impacts, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise MatrixError(
            "The impacts are no table of numbers: give as many in each row as there are states."
        ) from error


def _check(matrix: Matrix) -> None:
    if not matrix.sizes or min(matrix.sizes) < 1:
        raise MatrixError("A descriptor has no state: give each one state at least.")
    wanted = sum(matrix.sizes)
    if matrix.impacts.shape != (wanted, wanted):
        raise MatrixError(
            f"The impacts have the shape {matrix.impacts.shape}, the descriptors have {wanted} "
            "states: give a row and a column for each state."
        )
    if not np.isfinite(matrix.impacts).all():
        row, column = np.argwhere(~np.isfinite(matrix.impacts))[0] + 1
        raise MatrixError(
            f"The impact in row {row}, column {column} is missing or infinite: write a number."
        )

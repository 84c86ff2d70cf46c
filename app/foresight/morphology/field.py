"""A field: dimensions, their options, and how well the options of two dimensions go together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from app.estimation.arrays import Bools, Floats
from app.foresight.errors import FieldError

Option: TypeAlias = tuple[int, int]
"""A dimension and one of its options, both counted from 1."""
Pair: TypeAlias = tuple[Option, Option]


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """scores: symmetric, shape (n, n), options in the order of their dimensions; a dimension's
    own cells are not read. excluded: symmetric, shape (n, n), which pairs can't be; the pairs
    with a negative score if None. sizes: options of each dimension. Raises FieldError."""

    scores: Floats
    sizes: tuple[int, ...]
    excluded: Bools

    def __init__(
        self, scores: npt.ArrayLike, sizes: Sequence[int], excluded: npt.ArrayLike | None = None
    ) -> None:
        given = np.array(scores, dtype=np.float64)
        object.__setattr__(self, "sizes", tuple(int(each) for each in sizes))
        owner = np.repeat(np.arange(len(self.sizes)), self.sizes)
        apart = owner[:, None] != owner
        _check(given, self.sizes, apart)
        ruled = given < 0 if excluded is None else np.array(excluded, dtype=bool)
        _check_symmetric(ruled, apart)
        object.__setattr__(self, "scores", np.where(apart, given, 0.0))
        object.__setattr__(self, "excluded", ruled & apart)

    @property
    def starts(self) -> tuple[int, ...]:
        """Row of each dimension's first option."""
        return tuple(np.cumsum([0, *self.sizes[:-1]]).tolist())

    @property
    def combinations(self) -> int:
        return math.prod(self.sizes)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The excluded pairs, each once."""
        options = [(d + 1, o + 1) for d, size in enumerate(self.sizes) for o in range(size)]
        return tuple(
            (options[one], options[other])
            for one, other in combinations(range(len(options)), 2)
            if self.excluded[one, other]
        )


def _check(scores: Floats, sizes: tuple[int, ...], apart: Bools) -> None:
    if not sizes or min(sizes) < 1:
        raise FieldError("A dimension has no option: give each one option at least.")
    wanted = sum(sizes)
    if scores.shape != (wanted, wanted):
        raise FieldError(
            f"The scores have the shape {scores.shape}, the dimensions have {wanted} options: "
            "give a row and a column for each option."
        )
    if not np.isfinite(scores[apart]).all():
        raise FieldError("A score is missing or infinite: write a number, 0 for no opinion.")
    _check_symmetric(scores, apart)


def _check_symmetric(given: Floats | Bools, apart: Bools) -> None:
    if given.shape != apart.shape:
        raise FieldError(f"The excluded pairs have the shape {given.shape}: give {apart.shape}.")
    unequal = apart & (given != given.T)
    if unequal.any():
        row, column = np.argwhere(unequal)[0] + 1
        raise FieldError(
            f"Options {row} and {column} do not say of one another what the other says: "
            "give both cells the same value."
        )

"""The would-be answers of a population: a column a path, a row a unit."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.questionnaire.model import Value


class Column(Protocol):
    """What every unit would answer to one question."""

    def of(self, unit: int) -> Value:
        """The answer of a unit; None where it would pass."""


@dataclass(frozen=True, slots=True, eq=False)
class Single:
    """One code, or one text, a unit. index: shape (n,), -1 where the unit would pass."""

    codes: tuple[str, ...]
    index: NDArray[np.int64]

    @property
    def size(self) -> int:
        return len(self.index)

    def of(self, unit: int) -> str | None:
        place = int(self.index[unit])
        return None if place < 0 else self.codes[place]

    def among(self, *codes: str) -> NDArray[np.bool_]:
        """Whether each unit answers one of these codes."""
        wanted = [self.codes.index(code) for code in codes if code in self.codes]
        return np.isin(self.index, wanted)

    def values(self, numbers: dict[str, float]) -> NDArray[np.float64]:
        """The number of each unit's code; not a number where it would pass."""
        known = np.array([numbers.get(code, np.nan) for code in self.codes] + [np.nan])
        return known[self.index]

    def passed_where(self, passes: NDArray[np.bool_]) -> "Single":
        return Single(self.codes, np.where(passes, -1, self.index))

    def replaced_where(self, replaced: NDArray[np.bool_], code: str) -> "Single":
        """The same, with `code` for the units that are replaced."""
        codes = self.codes if code in self.codes else (*self.codes, code)
        return Single(codes, np.where(replaced, codes.index(code), self.index))


@dataclass(frozen=True, slots=True, eq=False)
class Multiple:
    """Several codes a unit. chosen: shape (n, codes); nothing chosen means that it would pass."""

    codes: tuple[str, ...]
    chosen: NDArray[np.bool_]

    def of(self, unit: int) -> tuple[str, ...] | None:
        return tuple(self.codes[place] for place in np.flatnonzero(self.chosen[unit])) or None

    def has(self, code: str) -> NDArray[np.bool_]:
        return self.chosen[:, self.codes.index(code)]

    def or_only(self, code: str, units: NDArray[np.bool_] | None = None) -> "Multiple":
        """The same, but those that chose nothing, and these units, choose `code` alone."""
        alone = self.chosen.sum(axis=1) == 0
        if units is not None:
            alone |= units
        chosen = np.column_stack([self.chosen & ~alone[:, None], alone])
        return Multiple((*self.codes, code), chosen)

    def passed_where(self, passes: NDArray[np.bool_]) -> "Multiple":
        return Multiple(self.codes, self.chosen & ~passes[:, None])


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """A whole number a unit, -1 where it would pass."""

    values: NDArray[np.int64]

    def of(self, unit: int) -> int | None:
        value = int(self.values[unit])
        return None if value < 0 else value


@dataclass(frozen=True, slots=True)
class Same:
    """The same answer from everybody."""

    value: Value

    def of(self, unit: int) -> Value:  # noqa: ARG002 - the shape of every column
        return self.value

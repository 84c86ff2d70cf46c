"""Codes that stand in rows, several in one: counted as columns instead of row by row."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Bools, Ints


@dataclass(frozen=True, eq=False)
class Picks:
    """rows: how many there are. row, code: of each pick, shape (m,), from 0; codes: their texts."""

    rows: int
    row: Ints
    code: Ints
    codes: tuple[str, ...]

    @classmethod
    def of(cls, rows: int, picked: Iterable[tuple[int, str]]) -> "Picks":
        """Pairs of a row and a code that stands in it."""
        number: dict[str, int] = {}
        pairs = [(row, number.setdefault(code, len(number))) for row, code in picked]
        row, code = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
        return cls(rows, row, code, tuple(number))

    def holding(self, wanted: Sequence[str]) -> Bools:
        """Whether each of the wanted codes stands in a row, shape (rows, wanted)."""
        place = {code: number for number, code in enumerate(wanted)}
        places = np.array([place.get(code, -1) for code in self.codes], dtype=np.intp)[self.code]
        found = np.zeros((self.rows, len(wanted)), dtype=np.bool_)
        found[self.row[places >= 0], places[places >= 0]] = True
        return found

    def beside(self, missing: AbstractSet[str]) -> Bools:
        """Whether a code that is not among the missing ones stands in a row, shape (rows,)."""
        usable = np.array([code not in missing for code in self.codes], dtype=np.bool_)
        found = np.zeros(self.rows, dtype=np.bool_)
        found[self.row[usable[self.code]]] = True
        return found

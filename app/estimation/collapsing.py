"""Respondents who are alike in every margin, taken together: few cells instead of many rows."""

from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Floats, Ints
from app.estimation.levels import firsts_of, places_of
from app.estimation.margins import Target

TINIEST = 1e-300


@dataclass(frozen=True, eq=False)
class Cells:
    """columns: shape (cells, p), every margin's, divided by sizes of shape (p,).

    cell: which one a respondent is in, shape (n,). levels: of each cell in each margin, shape
    (margins, cells); None where a margin is numeric, and every respondent a cell.
    """

    columns: Floats
    sizes: Floats
    cell: Ints
    levels: Ints | None

    def sums(self, weights: Floats) -> Floats:
        """Of weights of shape (n,), shape (cells,)."""
        return np.bincount(self.cell, weights, len(self.columns)).astype(np.float64)

    def scaled(self, targets: tuple[Target, ...]) -> Floats:
        """The totals of the margins, shape (p,), in the units of the columns."""
        totals: Floats = np.concatenate([each.totals for each in targets]) / self.sizes
        return totals


def collapsed(targets: tuple[Target, ...]) -> Cells:
    """The cells of the margins, numbered in the order of their levels."""
    by_level = [each.level for each in targets if each.level is not None]
    if len(by_level) < len(targets):
        columns = np.hstack([each.columns for each in targets])
        return _scaled(columns, np.arange(len(columns), dtype=np.intp), None)
    cell, count = places_of(by_level[0])
    for each, level in zip(targets[1:], by_level[1:], strict=True):
        cell, count = places_of(cell * each.totals.size + level)
    levels = np.vstack([level[firsts_of(cell, count)] for level in by_level])
    units = [np.eye(each.totals.size)[row] for each, row in zip(targets, levels, strict=True)]
    return _scaled(np.hstack(units), cell, levels)


def _scaled(columns: Floats, cell: Ints, levels: Ints | None) -> Cells:
    sizes = np.maximum(np.abs(columns).max(axis=0), TINIEST)
    return Cells(columns / sizes, sizes, cell, levels)

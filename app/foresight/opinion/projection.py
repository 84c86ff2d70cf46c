"""Voters as points of a plane: those who vote alike lie near each other."""

from dataclasses import dataclass

import numpy as np
from scipy import linalg

from app.estimation.arrays import Floats

NO_SPREAD = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """points: shape (voters, 2). explained: share of all spread on each axis."""

    points: Floats
    explained: tuple[float, float]


def plane(table: Floats) -> Plane:
    """The two principal axes of votes, a row a voter; an unseen statement counts as its mean.

    A point is moved outwards by the root of statements over votes, so that voters who saw little
    do not all lie in the middle. Each axis points to where its heaviest statement is agreed with.
    """
    seen = ~np.isnan(table)
    counts = np.maximum(seen.sum(axis=0), 1)
    filled = np.where(seen, table, 0.0)
    away = np.where(seen, filled - filled.sum(axis=0) / counts, 0.0)
    spread = float((away**2).sum())
    if spread < NO_SPREAD:
        return Plane(np.zeros((table.shape[0], 2)), (0.0, 0.0))
    axes, lengths = _principal(away)
    outwards = np.sqrt(table.shape[1] / np.maximum(seen.sum(axis=1), 1))
    first, second = (lengths / spread).tolist()
    return Plane(away @ axes * outwards[:, None], (first, second))


def _principal(away: Floats) -> tuple[Floats, Floats]:
    """Two axes, shape (statements, 2), and the sums of squares along them."""
    voters, statements = away.shape
    is_tall = voters >= statements
    products = away.T @ away if is_tall else away @ away.T
    last = products.shape[0] - 1
    lengths, vectors = linalg.eigh(products, subset_by_index=[max(last - 1, 0), last])
    lengths, vectors = np.maximum(lengths[::-1], 0.0), vectors[:, ::-1]
    axes = vectors if is_tall else _unit(away.T @ vectors)
    axes = np.where(lengths > NO_SPREAD * lengths[0], axes, 0.0)
    heaviest = np.abs(axes).argmax(axis=0)
    axes = axes * np.where(axes[heaviest, np.arange(axes.shape[1])] < 0, -1.0, 1.0)
    if axes.shape[1] == 1:
        axes, lengths = np.column_stack([axes, np.zeros(statements)]), np.append(lengths, 0.0)
    return axes, lengths


def _unit(axes: Floats) -> Floats:
    lengths = np.sqrt((axes**2).sum(axis=0))
    found: Floats = axes / np.where(lengths > 0, lengths, 1.0)
    return found

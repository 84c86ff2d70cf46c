"""Two questions crossed, and whether they have to do with each other."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from app.estimation.arrays import Bools, Floats, Ints, Labels
from app.estimation.design import Design
from app.estimation.errors import DesignError
from app.estimation.estimates import Estimate
from app.estimation.levels import checked_labels
from app.estimation.shares import share
from app.estimation.variance import deviations, members_of

NO_EFFECT = 1e-12  # of the design: nothing but rounding


@dataclass(frozen=True, slots=True, eq=False)
class CrossTable:
    """rows, columns: levels. shares: of the whole, a row of columns a row; sum to 1."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    shares: tuple[tuple[Estimate, ...], ...]


@dataclass(frozen=True, slots=True)
class Independence:
    """A test of Rao and Scott that two questions have nothing to do with each other.

    statistic: f with df (numerator, denominator), or chi2 with df (of the table, inf).
    """

    statistic: float
    df: tuple[float, float]
    p: float


def cross_table(
    rows: Labels, columns: Labels, design: Design, domain: Bools | None = None
) -> CrossTable:
    """Shares of every pair of levels in the domain, in [0, 1], with their intervals.

    rows, columns: labels of shape (n,); domain: shape (n,). Source: share(), a cell at a time.
    Raises as share(), and DesignError for labels of another length.
    """
    members = members_of(design, domain)
    row, column = _levels(rows, members), _levels(columns, members)
    within = None if members.all() else members
    return CrossTable(
        tuple(row[0]),
        tuple(column[0]),
        tuple(
            tuple(
                share((row[1] == i) & (column[1] == j), design, within)
                for j in range(len(column[0]))
            )
            for i in range(len(row[0]))
        ),
    )


def independence(
    rows: Labels,
    columns: Labels,
    design: Design,
    domain: Bools | None = None,
    *,
    order: int = 2,
) -> Independence:
    """Pearson's chi-squared on weighted shares, corrected for the design.

    rows, columns: labels of shape (n,); domain: shape (n,). statistic: 0 or more, p in [0, 1].
    order 2: F with Satterthwaite's degrees of freedom; order 1: chi-squared, its p by the mean
    design effect. Source: Rao and Scott 1984, Annals of Statistics 12:46; Thomas and Rao 1987;
    as R survey's svychisq, "F" and "Chisq". Raises DesignError (one level, cells too
    empty, no error to test against), LonelyStratumError.
    """
    if order not in {1, 2}:
        raise DesignError(f"order is {order}: give 1 (chi-squared) or 2 (F).")
    members = members_of(design, domain)
    (row_names, row), (column_names, column) = _levels(rows, members), _levels(columns, members)
    sizes = len(row_names), len(column_names)
    if min(sizes) < 2:
        raise DesignError("A table needs two levels or more each way: join or leave out.")
    cell = np.where(members, row * sizes[1] + column, -1)
    chosen = (cell[:, None] == np.arange(sizes[0] * sizes[1])).astype(np.float64)
    size = float(design.weights[members].sum())
    shares = design.weights @ chosen / size
    spread = deviations(members[:, None] * (chosen - shares) / size, design)
    n = int(members.sum())
    effects = _design_effects(shares, spread.T @ spread * n, sizes)
    pearson = n * _distance(shares.reshape(sizes))
    df = design.degrees(members)
    if order == 1:
        p = special.chdtrc(effects.shape[0], pearson / (np.trace(effects) / effects.shape[0]))
        return Independence(pearson, (float(effects.shape[0]), float("inf")), float(p))
    whole = float(np.trace(effects))
    first = whole**2 / float(np.trace(effects @ effects))
    f = pearson / whole
    return Independence(f, (first, first * df), float(special.fdtrc(first, first * df, f)))


def _levels(labels: Labels, members: Bools) -> tuple[list[str], Ints]:
    """Levels that members have, and which one each respondent has, shape (n,); -1 outside."""
    given = np.asarray(labels)
    if given.shape != members.shape:
        raise DesignError(f"The labels have shape {given.shape}: give one a respondent.")
    inside = given[members]
    names, places = np.unique(
        checked_labels("a question", inside, inside.shape), return_inverse=True
    )
    found = np.full(members.size, -1, dtype=np.intp)
    found[members] = places
    return [str(name) for name in names.tolist()], found


def _distance(shares: Floats) -> float:
    expected = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    return float(((shares - expected) ** 2 / expected).sum())


def _design_effects(shares: Floats, spread: Floats, sizes: tuple[int, int]) -> Floats:
    """Matrix of the effects of the design on the interactions; spread: n times the covariance.

    Shape ((rows - 1)(columns - 1),) squared: the interactions are what main effects leave.
    """
    row, column = (np.eye(size)[:, 1:] for size in sizes)
    one_row, one_column = np.ones((sizes[0], 1)), np.ones((sizes[1], 1))
    main = np.hstack(
        [
            np.kron(one_row, one_column),
            np.kron(row, one_column),
            np.kron(one_row, column),
        ]
    )
    crossed = np.kron(row, column)
    left = crossed - main @ np.linalg.lstsq(main, crossed, rcond=None)[0]
    inverse = np.divide(1.0, shares, out=np.zeros_like(shares), where=shares > 0)
    pulled = inverse[:, None] * left
    plain = left.T @ pulled
    if np.linalg.matrix_rank(plain, hermitian=True) < len(plain):
        raise DesignError("Too many cells of the table are empty: join levels or leave some out.")
    found: Floats = np.linalg.solve(plain, pulled.T @ spread @ pulled)
    if not np.trace(found) > NO_EFFECT:
        raise DesignError("All were asked, or vary too little: there is no error to test against.")
    return found

"""Square matrices of influences as the methods take them: checked once, then trusted."""

from collections.abc import Sequence

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.foresight.errors import SquareError

Table = Sequence[Sequence[float]] | Floats


def square(matrix: Table, what: str = "The matrix") -> Floats:
    """A copy of shape (n, n), n >= 1: finite, not below 0, nothing on the diagonal.

    Raises SquareError naming the row and column, counted from 1.
    """
    try:
        found = np.array(matrix, dtype=np.float64)
    except ValueError as error:
        raise SquareError(f"{what} has rows of different lengths", "fill it") from error
    if found.ndim != 2 or found.shape[0] != found.shape[1] or found.size == 0:
        raise SquareError(f"{what} has the shape {found.shape}", "give as many rows as columns")
    refuse_first(~np.isfinite(found), f"{what} holds no number", "write 0 for no influence")
    refuse_first(found < 0, f"{what} holds a number below 0", "write its size, at least 0")
    on_diagonal = np.diag(np.diag(found) != 0)
    refuse_first(on_diagonal, f"{what} lets a thing influence itself", "write 0 on the diagonal")
    return found


def refuse_first(at: Bools, what: str, mend: str) -> None:
    """Raises SquareError for the first place that is true, if there is one."""
    places = np.argwhere(at)
    if len(places):
        row, column = (places[0] + 1).tolist()
        raise SquareError(f"{what} in row {row}, column {column}", mend)

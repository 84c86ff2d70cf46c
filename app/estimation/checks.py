"""What estimators are given, as numbers and truths, or refused by name."""

import numpy as np
import numpy.typing as npt

from app.estimation.arrays import Bools, Floats
from app.estimation.errors import DesignError


def numbers_of(name: str, values: npt.ArrayLike) -> Floats:
    """Values as numbers, gaps as nan; name: what they are. Raises DesignError for others."""
    given = np.asarray(values)
    if given.dtype.kind != "c":
        try:
            return given.astype(np.float64)
        except (TypeError, ValueError):
            pass
    raise DesignError(f"{name} must be numbers: turn them into numbers, gaps into nan.")


def truths_of(name: str, values: npt.ArrayLike) -> Bools:
    """Values as true and false, for which 1 and 0 may stand. Raises DesignError for others."""
    given = np.asarray(values)
    if given.dtype.kind == "b":
        return given.astype(np.bool_)
    numbers = numbers_of(name, given)
    if np.isnan(numbers).any() or not np.isin(numbers, (0.0, 1.0)).all():
        raise DesignError(f"{name} must be true or false for each respondent: compare first.")
    return numbers.astype(np.bool_)

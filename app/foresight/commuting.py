"""Where people live and where they work: jobs are balanced at the place of work."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Floats
from app.foresight.errors import SquareError
from app.foresight.population import amounts
from app.foresight.square import refuse_first

ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Commuting:
    """By territory, shape (n,), in workers. residents: who live there and work in a known place.
    workers: who work there. outward, inward: who cross its border. net: inward less outward.
    kept: part of residents who work at home; own: part of jobs held by residents; nan for 0/0."""

    residents: Floats
    workers: Floats
    outward: Floats
    inward: Floats
    net: Floats
    kept: Floats
    own: Floats


def commuting(flows: Sequence[Sequence[float]] | Floats) -> Commuting:
    """flows: shape (n, n), workers from home (row) to work (column), 0 or more.

    Sums of rows and columns, and the parts that stay, in [0, 1]. Source: Office for National
    Statistics 2016, travel-to-work areas (supply-side and demand-side self-containment). Raises
    SquareError, AmountError.
    """
    found = _table(flows)
    if found.shape[0] != found.shape[1]:
        raise SquareError(f"The flows have the shape {found.shape}", "name the same places twice")
    stay, residents, workers = np.diag(found), found.sum(axis=1), found.sum(axis=0)
    return Commuting(
        residents=residents,
        workers=workers,
        outward=residents - stay,
        inward=workers - stay,
        net=workers - residents,
        kept=_parts(stay, residents),
        own=_parts(stay, workers),
    )


def at_workplace(
    residents: Sequence[float] | Floats, shares: Sequence[Sequence[float]] | Floats
) -> Floats:
    """Workers by place of work, shape (m,), of residents by place of home, shape (n,).

    shares: shape (n, m), the part of each home's workers who work in each place; a row sums to 1
    at most, the rest work elsewhere. Their product. Raises AmountError, SquareError.
    """
    found = _table(shares)
    people = amounts(residents, "Residents", len(found))
    is_over = found.sum(axis=1) > 1 + ROUNDING
    if is_over.any():
        row = int(np.argmax(is_over)) + 1
        raise SquareError(f"The shares of row {row} exceed 1 together", "give parts of residents")
    workers: Floats = people @ found
    return workers


def _table(given: Sequence[Sequence[float]] | Floats) -> Floats:
    found = np.array(given, dtype=np.float64)
    if found.ndim != 2 or found.size == 0:
        raise SquareError(f"The table has the shape {found.shape}", "give rows and columns")
    refuse_first(~np.isfinite(found) | (found < 0), "No number of people", "write 0 or more")
    return found


def _parts(some: Floats, whole: Floats) -> Floats:
    return np.divide(some, whole, out=np.full_like(whole, np.nan), where=whole > 0)

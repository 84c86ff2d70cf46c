"""How badly the people who look and the jobs that are open fit, in one number."""

from collections.abc import Sequence

import numpy as np

from app.estimation.arrays import Floats
from app.foresight.errors import AmountError
from app.foresight.population import amounts

Numbers = Sequence[float] | Floats


def duncan(demanded: Numbers, supplied: Numbers) -> float:
    """Part of people who would have to change group for the two to look alike, 0 to 1.

    Half the sum of |d_i/D - s_i/S|; amounts or shares, shape (n,). Source: Duncan and Duncan 1955.
    Raises AmountError, as all here.
    """
    one, other = _shares(demanded, supplied)
    return float(np.abs(one - other).sum() / 2)


def jackman_roper(unemployed: Numbers, vacancies: Numbers) -> float:
    """Part of the unemployed in groups with too few vacancies, 0 to 1; shape (n,) each.

    Half the sum of |u_i/U - v_i/V|. Source: Jackman and Roper 1987, Oxford Bulletin of Economics
    and Statistics 49:9. Raises AmountError.
    """
    return duncan(unemployed, vacancies)


def sahin(unemployed: Numbers, vacancies: Numbers, elasticity: float = 0.5) -> float:
    """Part of hires lost because people look in the wrong groups, 0 to 1; shape (n,) each.

    1 - sum of (v_i/V)^a (u_i/U)^(1 - a); elasticity: a, of hires to vacancies, in (0, 1).
    Source: Sahin, Song, Topa and Violante 2014, American Economic Review 104:3529. Raises
    AmountError.
    """
    if not 0 < elasticity < 1:
        raise AmountError(f"The elasticity is {elasticity:g}", "give a number between 0 and 1")
    looking, open_jobs = _shares(unemployed, vacancies)
    return float(1 - (open_jobs**elasticity * looking ** (1 - elasticity)).sum())


def _shares(one: Numbers, other: Numbers) -> tuple[Floats, Floats]:
    first = amounts(one, "The first amounts")
    second = amounts(other, "The second amounts", len(first))
    for found, what in ((first, "first"), (second, "second")):
        if found.sum() <= 0:
            raise AmountError(f"The {what} amounts are all 0", "there is nothing to compare")
    return first / first.sum(), second / second.sum()

"""Which skills belong to few occupations, and which carry over to many."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Floats
from app.foresight.errors import SquareError
from app.foresight.square import refuse_first


@dataclass(frozen=True, slots=True, eq=False)
class Specificity:
    """skills: shape (s,), 0 (asked alike everywhere) to 1 (in one occupation alone).
    spread: shape (s,), how many occupations it is worth, 1 to the number of them (Hill).
    occupations: shape (o,), mean specificity of the skills an occupation asks, by how much.
    nan for a skill that nobody asks and an occupation that asks nothing."""

    skills: Floats
    spread: Floats
    occupations: Floats


def specificity(asked: Sequence[Sequence[float]] | Floats) -> Specificity:
    """asked: shape (o, s), o >= 2, not below 0: how much each occupation asks of each skill, such
    as the share of its firms that name it, so that large occupations do not weigh more.

    1 - H/log(o) with the entropy H of each skill over occupations; spread exp(H).
    Source: Theil 1972; Hill 1973. Raises SquareError.
    """
    found = np.array(asked, dtype=np.float64)
    if found.ndim != 2 or len(found) < 2 or found.size == 0:
        raise SquareError(f"The table has the shape {found.shape}", "give two occupations or more")
    refuse_first(~np.isfinite(found) | (found < 0), "No share", "write 0 or more")
    totals = found.sum(axis=0)
    parts = np.divide(found, totals, out=np.zeros_like(found), where=totals > 0)
    logs = np.log(parts, out=np.zeros_like(parts), where=parts > 0)
    entropy = np.where(totals > 0, -(parts * logs).sum(axis=0), np.nan)
    skills = np.clip(1 - entropy / np.log(len(found)), 0.0, 1.0)
    weights = found.sum(axis=1)
    own = found @ np.nan_to_num(skills)
    occupations = np.divide(own, weights, out=np.full_like(own, np.nan), where=weights > 0)
    return Specificity(skills, np.exp(entropy), occupations)

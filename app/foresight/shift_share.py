"""Why a territory's jobs grew: with the country, by its branches, or by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Floats
from app.foresight.errors import AmountError
from app.foresight.population import amounts

Numbers = Sequence[float] | Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ShiftShare:
    """Change of jobs by branch, shape (k,); the three add up to `change`.

    national: had all grown as the whole. mix: because of the branches' growth in the whole.
    regional: because the territory's branches grew otherwise than there.
    competition, allocation: the last one after Esteban, at the whole's mix of branches and by
    being specialised; None where a branch is new here, for it has no growth.
    """

    change: Floats
    national: Floats
    mix: Floats
    regional: Floats
    competition: Floats | None
    allocation: Floats | None


def shift_share(before: Numbers, after: Numbers, whole: tuple[Numbers, Numbers]) -> ShiftShare:
    """before, after: jobs of the territory, shape (k,); whole: (before, after) of the country or
    network that holds it, in the same branches.

    Source: Dunn 1960; Esteban-Marquillas 1972. Raises AmountError.
    """
    one = amounts(before, "Jobs before")
    two = amounts(after, "Jobs after", len(one))
    first, second = (amounts(each, "Jobs of the whole", len(one)) for each in whole)
    is_lost = (first <= 0) & (one > 0)
    if is_lost.any() or first.sum() <= 0 or one.sum() <= 0:
        branch = int(np.argmax(is_lost)) + 1
        what = (
            f"Branch {branch} has jobs here but none in the whole" if is_lost.any() else "No jobs"
        )
        raise AmountError(what, "give a whole that holds the territory")
    growth = float(second.sum() / first.sum() - 1)
    by_branch = np.divide(second, first, out=np.ones_like(first), where=first > 0) - 1
    competition, allocation = _esteban(one, two, first, by_branch)
    return ShiftShare(
        change=two - one,
        national=one * growth,
        mix=one * (by_branch - growth),
        regional=two - one - one * by_branch,
        competition=competition,
        allocation=allocation,
    )


def _esteban(
    one: Floats, two: Floats, first: Floats, by_branch: Floats
) -> tuple[Floats | None, Floats | None]:
    if ((one == 0) & (two > 0)).any():
        return None, None
    own = np.divide(two, one, out=np.ones_like(one), where=one > 0) - 1
    gained = np.where(one > 0, own - by_branch, 0.0)
    alike = one.sum() * first / first.sum()
    return alike * gained, (one - alike) * gained

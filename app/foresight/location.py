"""What a territory is known for: its branches, or its skills, against the whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from app.estimation.arrays import Floats
from app.estimation.intervals import TAIL
from app.foresight.errors import AmountError
from app.foresight.population import amounts

Numbers = Sequence[float] | Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Quotients:
    """By branch, shape (k,). value: share here over share in the whole, 1 for alike; nan where the
    whole has none. low, high: 95 % of a Poisson count. shrunk: drawn to 1, the more the fewer jobs
    would be here by the whole's mix."""

    value: Floats
    low: Floats
    high: Floats
    shrunk: Floats


def location_quotients(local: Numbers, whole: Numbers) -> Quotients:
    """local, whole: jobs (persons counted, not weighted up) by branch, shape (k,).

    (e_ir/e_r)/(e_i/e). Exact Poisson limits (Garwood 1936). Shrunk by the moments of the quotients
    themselves (Marshall 1991, empirical Bayes): where they differ by no more than chance does,
    all are 1. Raises AmountError where either is all 0.
    """
    here, there = _pair(local, whole)
    expected = here.sum() * there / there.sum()
    if ((expected <= 0) & (here > 0)).any():
        branch = int(np.argmax((expected <= 0) & (here > 0))) + 1
        what = f"Branch {branch} has jobs here but none in the whole"
        raise AmountError(what, "give a whole that holds the territory")
    bounds = (_lower(here), special.chdtri(2 * (here + 1), TAIL) / 2)
    value, low, high = (_over(count, expected) for count in (here, *bounds))
    return Quotients(value=value, low=low, high=high, shrunk=_shrunk(value, expected))


def location_quotient(jobs: float, local: float, branch: float, whole: float) -> float:
    """One of them: jobs of the branch here, all jobs here, of the branch in all, all in all.

    Numbers, 0 or more; 1 where the branch is as frequent as in the whole. Source: Farhauer and
    Kroell 2013, Standorttheorien. Raises AmountError.
    """
    found = amounts([jobs, local, branch, whole], "Jobs")
    if found[1:].min() <= 0:
        raise AmountError("A whole is 0", "give the jobs of all")
    return float((found[0] / found[1]) / (found[2] / found[3]))


def krugman(local: Numbers, whole: Numbers) -> float:
    """How specialised a territory is: sum of |s_ir - s_i|, 0 (alike) to 2; shape (k,) each.

    Source: Krugman 1991, Geography and Trade. Raises AmountError where either is all 0.
    """
    here, there = _pair(local, whole)
    return float(np.abs(here / here.sum() - there / there.sum()).sum())


def _pair(local: Numbers, whole: Numbers) -> tuple[Floats, Floats]:
    here = amounts(local, "Jobs here")
    there = amounts(whole, "Jobs of the whole", len(here))
    if here.sum() <= 0 or there.sum() <= 0:
        raise AmountError("There are no jobs at all", "give the jobs by branch")
    return here, there


def _lower(counts: Floats) -> Floats:
    """Lower limit of a Poisson mean; 0 for a count of 0."""
    safe = np.maximum(counts, 1e-12)
    found: Floats = np.where(counts > 0, special.chdtri(2 * safe, 1 - TAIL) / 2, 0.0)
    return found


def _over(counts: Floats, expected: Floats) -> Floats:
    return np.divide(counts, expected, out=np.full_like(counts, np.nan), where=expected > 0)


def _shrunk(value: Floats, expected: Floats) -> Floats:
    known = expected > 0
    weights = expected[known] / expected[known].sum()
    spread = float(weights @ (value[known] - 1) ** 2) - 1 / float(expected[known].mean())
    found = np.full_like(value, np.nan)
    if spread <= 0:
        found[known] = 1.0
    else:
        own = spread / (spread + 1 / expected[known])
        found[known] = 1 + own * (value[known] - 1)
    return found

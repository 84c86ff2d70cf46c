"""Whether those who left between two rounds thought otherwise."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from app.estimation.arrays import Floats
from app.foresight.delphi.answers import FEWEST_SHOWN, numbers
from app.foresight.delphi.consensus import Rule, Verdict, consensus
from app.foresight.delphi.rank_tests import RankTest, mann_whitney
from app.foresight.errors import AnswerError


@dataclass(frozen=True, slots=True, kw_only=True)
class DropOut:
    """First-round answers of all, of those who stayed, and of those who left.

    difference: rank sum test of leavers against stayers. median_gap: leavers less stayers, None
    where one of them is nobody. everyone, stayers: the verdict of the same rule on each.
    """

    n_stayers: int
    n_leavers: int
    difference: RankTest
    median_gap: float | None
    everyone: Verdict
    stayers: Verdict

    @property
    def is_overstated(self) -> bool:
        """Those who stayed agree, all of the first round did not."""
        agreed = ("consensus", "unanimous")
        return self.stayers.status in agreed and self.everyone.status not in agreed

    @property
    def is_too_few(self) -> bool:
        """Too few stayed, or some but too few left, to show either apart."""
        return self.n_stayers < FEWEST_SHOWN or 0 < self.n_leavers < FEWEST_SHOWN


def drop_out(before: ArrayLike, after: ArrayLike, rule: Rule) -> DropOut:
    """before, after: shape (n,), the same experts in the same order, nan where none.

    A leaver answered first and not after; whoever says "don't know" after has stayed. The rule
    judges first-round answers. Raises AnswerError, ScaleError.
    """
    first, second = rule.scale.values(before), numbers(after)
    if first.size != second.size:
        raise AnswerError("The two rounds differ in experts: give both the same, nan where none.")
    answered, stayed = ~np.isnan(first), ~np.isnan(second)
    stayers, leavers = first[answered & stayed], first[answered & ~stayed]
    return DropOut(
        n_stayers=stayers.size,
        n_leavers=leavers.size,
        difference=mann_whitney(leavers, stayers),
        median_gap=_gap(leavers, stayers),
        everyone=consensus(before, rule),
        stayers=consensus(np.where(stayed, numbers(before), np.nan), rule),
    )


def _gap(leavers: Floats, stayers: Floats) -> float | None:
    if not leavers.size or not stayers.size:
        return None
    return float(np.median(leavers) - np.median(stayers))

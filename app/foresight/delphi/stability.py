"""Whether a panel still moves between two rounds: the same experts in both."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from app.estimation.arrays import Floats
from app.foresight.delphi.answers import FEWEST_SHOWN, Scale, numbers, paired
from app.foresight.delphi.pairs import RankCorrelation, crossed, kappa, net_change, spearman
from app.foresight.delphi.quantiles import check_type, quartiles
from app.foresight.delphi.rank_tests import RankTest, wilcoxon
from app.foresight.delphi.summary import variation
from app.foresight.delphi.tables import McNemar, TableTest, chi_squared, mcnemar_of
from app.foresight.errors import RuleError

NEAR = 1e-9
Status = Literal["stable", "moving", "too few", "no pairs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StabilityRule:
    """What must hold, all of it, for a statement to be stable; fixed before the first round.

    net_change: below (Scheibe: 15 %). median_change, cv_change: at most, up or down. kappa: at
    least, linear weights. p: Wilcoxon's above it; a large p is no proof of stability where pairs
    are few. None: does not count. least: pairs needed. Raises RuleError.
    """

    net_change: float | None = 0.15
    median_change: float | None = None
    cv_change: float | None = None
    kappa: float | None = None
    p: float | None = None
    least: int = FEWEST_SHOWN
    quantile_type: int = 7

    def __post_init__(self) -> None:
        limits = (self.net_change, self.median_change, self.cv_change, self.kappa, self.p)
        if all(limit is None for limit in limits):
            raise RuleError("The rule of stability sets no limit: give one, as net_change=0.15.")
        if not all(-inf < limit < inf for limit in limits if limit is not None):
            raise RuleError("A limit of the rule of stability is no number: write one, as 0.15.")
        if self.least < 1:
            raise RuleError("The rule of stability needs one pair at least: raise least.")
        check_type(self.quantile_type)


SCHEIBE = StabilityRule()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """Two rounds of the experts who answered both; None where a number is not defined.

    n: pairs. only_before, only_after: experts of one round alone, who count for nothing here.
    changes: second less first. group: the two distributions as if of two samples (Dajani);
    individual: whether the second answers depend on the first (Chaffin and Talley), where a
    small p says that experts kept near their answers. mcnemar: where two answers occur in all.
    """

    rule: StabilityRule
    n: int
    only_before: int
    only_after: int
    median_change: float | None
    iqr_change: float | None
    cv_change: float | None
    net_change: float | None
    wilcoxon: RankTest
    mcnemar: McNemar | None
    spearman: RankCorrelation
    kappa: float | None
    kappa_linear: float | None
    kappa_quadratic: float | None
    group: TableTest | None
    individual: TableTest | None

    @property
    def status(self) -> Status:
        if self.n == 0:
            return "no pairs"
        if self.n < self.rule.least:
            return "too few"
        return "stable" if all(self._holds()) else "moving"

    @property
    def is_stable(self) -> bool:
        return self.status == "stable"

    def _holds(self) -> Iterator[bool]:
        rule, kappa, p = self.rule, self.kappa_linear, self.wilcoxon.p
        yield _below(self.net_change, rule.net_change)
        yield _at_most(self.median_change, rule.median_change)
        yield _at_most(self.cv_change, rule.cv_change)
        yield rule.kappa is None or (kappa is not None and kappa >= rule.kappa - NEAR)
        yield rule.p is None or (p is not None and p > rule.p)


def stability(
    before: ArrayLike,
    after: ArrayLike,
    rule: StabilityRule = SCHEIBE,
    *,
    scale: Scale | None = None,
    seed: int = 0,
) -> Stability:
    """before, after: shape (n,), the same experts in the same order, nan where none.

    scale: where given, answers must lie on it and "don't know" is none; without, CV is taken to
    have a meaning where all answers are above 0. seed: of tables drawn, see chi_squared().
    Raises AnswerError, ScaleError.
    """
    first = numbers(before) if scale is None else scale.values(before)
    second = numbers(after) if scale is None else scale.values(after)
    one, other = paired(first, second)
    table = crossed(one, other)
    median_change, iqr_change = _changes(one, other, rule.quantile_type)
    return Stability(
        rule=rule,
        n=one.size,
        only_before=int((~np.isnan(first) & np.isnan(second)).sum()),
        only_after=int((np.isnan(first) & ~np.isnan(second)).sum()),
        median_change=median_change,
        iqr_change=iqr_change,
        cv_change=_cv_change(one, other, scale),
        net_change=net_change(one, other),
        wilcoxon=wilcoxon(one, other),
        mcnemar=mcnemar_of(one, other),
        spearman=spearman(one, other),
        kappa=kappa(one, other),
        kappa_linear=kappa(one, other, "linear"),
        kappa_quadratic=kappa(one, other, "quadratic"),
        group=chi_squared(np.array([table.sum(axis=1), table.sum(axis=0)]), seed=seed),
        individual=chi_squared(table, seed=seed),
    )


def _changes(one: Floats, other: Floats, quantile_type: int) -> tuple[float | None, float | None]:
    """Of the median and of the interquartile range."""
    if not one.size:
        return None, None
    first, second = quartiles(one, quantile_type), quartiles(other, quantile_type)
    return second[1] - first[1], (second[2] - second[0]) - (first[2] - first[0])


def _cv_change(one: Floats, other: Floats, scale: Scale | None) -> float | None:
    lowest = np.concatenate([one, other]).min(initial=np.inf) if scale is None else scale.low
    if lowest <= 0:
        return None
    first, second = variation(one), variation(other)
    return None if first is None or second is None else second - first


def _below(value: float | None, limit: float | None) -> bool:
    return limit is None or (value is not None and value < limit - NEAR)


def _at_most(value: float | None, limit: float | None) -> bool:
    return limit is None or (value is not None and abs(value) <= limit + NEAR)

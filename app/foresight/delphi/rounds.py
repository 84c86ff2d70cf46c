"""Agreement on a statement and its stability between rounds, as drawn panels would show them."""

from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Floats
from app.foresight.delphi.consensus import Rule, consensus
from app.foresight.delphi.pairs import kappa
from app.foresight.delphi.quantiles import quartiles
from app.foresight.delphi.rank_tests import wilcoxon
from app.foresight.delphi.resampling import Resamples, quantiles, shares

NEAR = 1e-9
QUARTERS = (0.25, 0.75)


@dataclass(frozen=True, slots=True, kw_only=True)
class Steady:
    """When a statement is stable: the median moves by median_change at most, and either
    Wilcoxon's p lies above p or the weighted kappa is kappa at least.

    A large p alone is no proof where experts are few; kappa alone misses that all moved.
    """

    median_change: float
    p: float
    kappa: float


@dataclass(frozen=True, eq=False)
class Agreed:
    """iqr in the scale's unit. drawn_iqr, drawn_holds: shape (draws,), of each drawn panel."""

    iqr: float
    holds: bool
    drawn_iqr: Floats
    drawn_holds: Floats


@dataclass(frozen=True, eq=False)
class Kept:
    """Of those who answered in both rounds. kappa: linear weights; None where not defined."""

    n: int
    median_change: float
    p: float
    kappa: float | None
    is_stable: bool
    drawn_kappa: Floats


def agreed(answers: Floats, rule: Rule, panels: Resamples) -> Agreed:
    """answers: shape (n,), n at least 1, without gaps, on the rule's scale; panels: of the same.

    holds: consensus() by the rule, or all answers the same. Drawn panels are held against the
    limits of the middle half and of the ends alone. Raises AnswerError, ScaleError.
    """
    first, _, third = quartiles(answers, rule.quantile_type)
    status = consensus(answers, rule).status
    low, high = quantiles(answers, panels, QUARTERS)
    drawn = high - low
    holds = drawn <= np.inf if rule.iqr is None else drawn <= rule.iqr + NEAR
    if rule.end_share is not None:
        holds &= _drawn_ends(answers, rule, panels) >= rule.end_share - NEAR
    is_given = ~np.isnan(drawn)
    return Agreed(
        iqr=third - first,
        holds=status in ("consensus", "unanimous"),
        drawn_iqr=drawn,
        drawn_holds=np.where(is_given, holds * 1.0, np.nan),
    )


def _drawn_ends(answers: Floats, rule: Rule, panels: Resamples) -> Floats:
    levels = rule.scale.levels
    lowest: Floats = (answers <= levels[1] + NEAR).astype(np.float64)
    highest: Floats = (answers >= levels[-2] - NEAR).astype(np.float64)
    found: Floats = np.maximum(shares(lowest, panels), shares(highest, panels))
    return found


def kept(before: Floats, after: Floats, rule: Steady, panels: Resamples) -> Kept:
    """before, after: shape (n,), the same experts, n at least 1, without gaps; panels: of them.

    Source of the tests: wilcoxon(), kappa(). Raises AnswerError.
    """
    change = float(np.median(after) - np.median(before))
    p = wilcoxon(before, after).p
    weighted = kappa(before, after, "linear")
    is_kept = weighted is not None and weighted >= rule.kappa - NEAR
    surprise = 1.0 if p is None else p
    is_steady = surprise > rule.p or is_kept
    return Kept(
        n=int(before.size),
        median_change=change,
        p=surprise,
        kappa=weighted,
        is_stable=abs(change) <= rule.median_change + NEAR and is_steady,
        drawn_kappa=_kappas(before, after, panels),
    )


def _kappas(before: Floats, after: Floats, panels: Resamples) -> Floats:
    """Linear kappa of each drawn panel; nan where it is not defined."""
    whole = panels.counts.sum(axis=1)
    apart = np.abs(before[:, None] - after[None, :])
    seen = panels.counts @ np.diagonal(apart) / np.maximum(whole, 1)
    by_chance = ((panels.counts @ apart) * panels.counts).sum(axis=1) / np.maximum(whole, 1) ** 2
    found: Floats = np.where(
        by_chance > NEAR, 1 - seen / np.where(by_chance > NEAR, by_chance, 1.0), np.nan
    )
    return found

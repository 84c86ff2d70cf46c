"""Consensus by a rule that is fixed before the first round."""

from dataclasses import dataclass
from math import inf
from typing import Literal

from numpy.typing import ArrayLike

from app.foresight.delphi.answers import FEWEST_SHOWN, FIVE_POINTS, PER_CENT, Scale
from app.foresight.delphi.quantiles import check_type
from app.foresight.delphi.summary import Summary, ends, summary
from app.foresight.errors import RuleError

NEAR = 1e-9
Status = Literal["consensus", "no consensus", "unanimous", "too few", "no answers"]
Measure = Literal["iqr", "iqr_share", "end_share", "cv", "cqv", "dont_know_share"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What must hold, all of it, for answers on a scale to be a consensus.

    iqr: at most, in the scale's unit. iqr_share: at most, of the scale's width. end_share: at
    least, of answers in the two highest levels or in the two lowest. cv, cqv: at most.
    dont_know_share: at most, of those who answered. least: answers needed. A limit left out
    (None) does not count; one of the first five must be set. Raises RuleError.
    """

    scale: Scale = FIVE_POINTS
    iqr: float | None = None
    iqr_share: float | None = None
    end_share: float | None = None
    cv: float | None = None
    cqv: float | None = None
    dont_know_share: float = 0.5
    least: int = FEWEST_SHOWN
    quantile_type: int = 7

    def __post_init__(self) -> None:
        check_type(self.quantile_type)
        limits = (self.iqr, self.iqr_share, self.end_share, self.cv, self.cqv)
        given = [limit for limit in limits if limit is not None]
        if not given:
            raise RuleError("The rule of consensus sets no limit: give one, as iqr=1.")
        if not all(0 <= limit < inf for limit in given) or self.least < 1:
            raise RuleError("A limit of the rule is no number from 0, or least below 1: raise it.")
        self._check_shares()

    def _check_shares(self) -> None:
        shares = [self.iqr_share or 0.0, self.end_share or 0.0, self.dont_know_share]
        if not 0 <= min(shares) <= max(shares) <= 1:
            raise RuleError("A share of the rule is not between 0 and 1: write 0.75 for 75 %.")
        if self.end_share is not None and self.scale.levels.size < 4:
            raise RuleError("Shares at the ends need four levels or more: set another limit.")
        if self.scale.low <= 0 and (self.cv is not None or self.cqv is not None):
            raise RuleError("CV and CQV mean nothing on a scale from 0 or below: set iqr_share.")


LIKELIHOOD_RULE = Rule(scale=PER_CENT, iqr=20)
FIVE_POINT_RULE = Rule(iqr=1, end_share=0.75)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One limit of the rule beside what was found; value None: not defined, so it fails."""

    measure: Measure
    value: float | None
    limit: float
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the rule says of a statement.

    unanimous: enough answers, all the same. It earns no badge of consensus: without any spread no
    limit of spread can fail, and whoever reads it should ask whether the statement was too easy
    or the answers were copied. too few: fewer answers than the rule needs.
    """

    status: Status
    checks: tuple[Check, ...]
    summary: Summary

    @property
    def is_consensus(self) -> bool:
        return self.status == "consensus"


def consensus(answers: ArrayLike, rule: Rule) -> Verdict:
    """answers: shape (n,), an expert each, nan where none. Never fails for too few answers.

    Raises AnswerError, ScaleError for what is no answer on the rule's scale.
    """
    found = summary(answers, rule.scale, quantile_type=rule.quantile_type)
    given = rule.scale.values(answers)
    low, high = ends(given[given == given], rule.scale)
    end_share = None if low is None or high is None else max(low, high)
    iqr_share = None if found.iqr is None else found.iqr / rule.scale.width
    checks = (
        _at_most("iqr", found.iqr, rule.iqr),
        _at_most("iqr_share", iqr_share, rule.iqr_share),
        _at_least("end_share", end_share, rule.end_share),
        _at_most("cv", found.cv, rule.cv),
        _at_most("cqv", found.cqv, rule.cqv),
        _at_most("dont_know_share", found.dont_know_share, rule.dont_know_share),
    )
    made = tuple(check for check in checks if check is not None)
    return Verdict(status=_status(found, made, rule), checks=made, summary=found)


def _status(found: Summary, checks: tuple[Check, ...], rule: Rule) -> Status:
    if found.n == 0:
        return "no answers"
    if found.n < rule.least:
        return "too few"
    if not all(check.holds for check in checks):
        return "no consensus"
    return "unanimous" if found.sd is None or found.sd == 0 else "consensus"


def _at_most(measure: Measure, value: float | None, limit: float | None) -> Check | None:
    if limit is None:
        return None
    holds = value is not None and value <= limit + NEAR
    return Check(measure=measure, value=value, limit=limit, holds=holds)


def _at_least(measure: Measure, value: float | None, limit: float | None) -> Check | None:
    if limit is None:
        return None
    holds = value is not None and value >= limit - NEAR
    return Check(measure=measure, value=value, limit=limit, holds=holds)

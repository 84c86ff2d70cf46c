"""Delphi without rounds: what an expert may see of the others, and when."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from app.foresight.delphi.answers import FEWEST_SHOWN, FIVE_POINTS, Scale, numbers
from app.foresight.delphi.rank_tests import RankTest, mann_whitney
from app.foresight.delphi.summary import Summary, summary
from app.foresight.errors import RuleError

Reason = Literal["own answer first", "pre-phase", "shown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrePhase:
    """No statistics until so many experts answered, so that first answers anchor nobody.

    answers: at least 5, which keeps single answers from being worked out. Raises RuleError.
    """

    answers: int = 10

    def __post_init__(self) -> None:
        if self.answers < FEWEST_SHOWN:
            raise RuleError(
                f"A pre-phase of {self.answers} answers would show single ones: "
                f"take {FEWEST_SHOWN} or more."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What one expert may see now. group: None unless shown.

    asks_reason: the own answer lies outside the middle half of the group's.
    """

    reason: Reason
    group: Summary | None
    asks_reason: bool


def feedback(
    answers: ArrayLike,
    own: float | None,
    pre_phase: PrePhase,
    scale: Scale = FIVE_POINTS,
    *,
    quantile_type: int = 7,
) -> Feedback:
    """answers: the last answer of each expert, own one among them; own: None before answering.

    "Don't know" counts as having answered, and as no answer towards the pre-phase.
    Raises AnswerError, ScaleError, RuleError.
    """
    if own is None or np.isnan(own):
        return Feedback(reason="own answer first", group=None, asks_reason=False)
    found = summary(answers, scale, quantile_type=quantile_type)
    if found.n < pre_phase.answers:
        return Feedback(reason="pre-phase", group=None, asks_reason=False)
    return Feedback(reason="shown", group=found, asks_reason=is_outside(own, found, scale))


def is_outside(own: float, group: Summary, scale: Scale = FIVE_POINTS) -> bool:
    """Whether an answer lies outside the middle half; "don't know" never does. ScaleError."""
    value = float(scale.values([own])[0])
    if np.isnan(value) or group.q1 is None or group.q3 is None:
        return False
    return not group.q1 <= value <= group.q3


def first_answers_effect(
    first_answers: ArrayLike, pre_phase: PrePhase, scale: Scale = FIVE_POINTS
) -> RankTest:
    """Answers given before statistics were shown, against first answers of those who came after.

    first_answers: each expert's first, in the order of time. A small p hints that what was shown
    drew answers, or that those who come late think otherwise. Raises AnswerError, ScaleError.
    """
    given = scale.values(numbers(first_answers))
    values = given[~np.isnan(given)]
    return mann_whitney(values[: pre_phase.answers], values[pre_phase.answers :])
